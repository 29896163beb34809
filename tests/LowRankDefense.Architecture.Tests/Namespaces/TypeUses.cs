using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LowRankDefense.Architecture.Tests.Namespaces;

/// <summary>Every type that a type refers to: in its declaration, its members, their attributes and their bodies.</summary>
/// <remarks>
/// Closures, iterators and the state machines of async methods are nested types of the one they were written in and count as a part of it.
/// The compiler leaves no trace of a constant and of the type of an enum's member in a body: <see cref="SourceUses"/> adds those.
/// </remarks>
internal sealed class TypeUses
{
    private readonly HashSet<TypeReference> seen = [];

    private TypeUses() { }

    /// <summary>The types that <paramref name="type"/>, with the types nested in it, refers to; generic ones without their arguments, which are listed, too.</summary>
    public static IReadOnlySet<TypeReference> Of(TypeDefinition type)
    {
        var uses = new TypeUses();
        uses.AddDefinition(type);
        return uses.seen;
    }

    private void AddDefinition(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAttributes(type);
        AddConstraints(type);
        foreach (var implemented in type.Interfaces)
            Add(implemented.InterfaceType);
        foreach (var field in type.Fields)
        {
            Add(field.FieldType);
            AddAttributes(field);
        }

        foreach (var property in type.Properties)
            AddAttributes(property);
        foreach (var occurrence in type.Events)
            AddAttributes(occurrence);
        foreach (var method in type.Methods)
            AddMethod(method);
        foreach (var nested in type.NestedTypes)
            AddDefinition(nested);
    }

    private void AddMethod(MethodDefinition method)
    {
        AddSignature(method);
        AddAttributes(method);
        AddAttributes(method.MethodReturnType);
        AddConstraints(method);
        foreach (var parameter in method.Parameters)
            AddAttributes(parameter);
        if (!method.HasBody)
            return;

        foreach (var local in method.Body.Variables)
            Add(local.VariableType);
        foreach (var handler in method.Body.ExceptionHandlers)
            Add(handler.CatchType);
        foreach (var instruction in method.Body.Instructions)
            AddOperand(instruction);
    }

    private void AddOperand(Instruction instruction)
    {
        switch (instruction.Operand)
        {
            case TypeReference type:
                Add(type);
                break;
            case FieldReference field:
                Add(field.DeclaringType);
                Add(field.FieldType);
                break;
            case MethodReference method:
                Add(method.DeclaringType);
                AddSignature(method);
                if (method is GenericInstanceMethod generic)
                    AddAll(generic.GenericArguments);
                break;
            case IMethodSignature signature:
                AddSignature(signature);
                break;
        }
    }

    private void AddSignature(IMethodSignature signature)
    {
        Add(signature.ReturnType);
        AddAll(signature.Parameters.Select(parameter => parameter.ParameterType));
    }

    private void AddConstraints(IGenericParameterProvider owner)
    {
        foreach (var parameter in owner.GenericParameters)
        {
            AddAttributes(parameter);
            AddAll(parameter.Constraints.Select(constraint => constraint.ConstraintType));
        }
    }

    private void AddAttributes(ICustomAttributeProvider owner)
    {
        foreach (var attribute in owner.CustomAttributes)
        {
            Add(attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments)
                AddArgument(argument);
            foreach (var argument in attribute.Fields.Concat(attribute.Properties))
                AddArgument(argument.Argument);
        }
    }

    private void AddArgument(CustomAttributeArgument argument)
    {
        Add(argument.Type);
        switch (argument.Value)
        {
            case TypeReference type:
                Add(type);
                break;
            case CustomAttributeArgument boxed:
                AddArgument(boxed);
                break;
            case CustomAttributeArgument[] several:
                foreach (var one in several)
                    AddArgument(one);
                break;
        }
    }

    private void AddAll(IEnumerable<TypeReference> types)
    {
        foreach (var type in types)
            Add(type);
    }

    private void Add(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                break;
            case FunctionPointerType function:
                AddSignature(function);
                break;
            case TypeSpecification built:
                Add(built.ElementType);
                if (built is IGenericInstance generic)
                    AddAll(generic.GenericArguments);
                if (built is IModifierType modified)
                    Add(modified.ModifierType);
                break;
            default:
                seen.Add(type);
                break;
        }
    }
}
