using System.Numerics.Tensors;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>A kernel as a function of products: what turns a run of u·v into a run of K(u, v).</summary>
internal readonly record struct KernelFunction(SvmKernel Kernel, int Degree, float Gamma, float Coef0)
{
    /// <summary>The kernel of <paramref name="options"/>, γ as it stands there.</summary>
    public static KernelFunction For(SvmOptions options) => new(options.Kernel, options.Degree, (float)options.Gamma, (float)options.Coef0);

    /// <summary>γ = 1 / (k · Var), the variance over all feature values; 1 where nothing varies.</summary>
    public static double ScaleGamma(DenseMatrix features)
    {
        double sum = 0,
            squares = 0;
        foreach (var value in features.Data)
        {
            sum += value;
            squares += (double)value * value;
        }

        var mean = sum / features.Data.Length;
        var variance = (squares / features.Data.Length) - (mean * mean);
        return variance > 0 ? 1.0 / (features.Columns * variance) : 1.0;
    }

    /// <summary>K(u, v).</summary>
    public double Evaluate(ReadOnlySpan<float> u, ReadOnlySpan<float> v)
    {
        Span<float> product = [Vectors.Dot(u, v)];
        Apply(product, Vectors.Dot(u, u), [Vectors.Dot(v, v)]);
        return product[0];
    }

    /// <summary>Overwrites the products u·v of one u with many v by K(u, v).</summary>
    /// <param name="products">u·v.</param>
    /// <param name="square">‖u‖².</param>
    /// <param name="squares">‖v‖², one per product.</param>
    public void Apply(Span<float> products, float square, ReadOnlySpan<float> squares)
    {
        switch (Kernel)
        {
            case SvmKernel.Linear:
                break;
            case SvmKernel.Polynomial:
                Affine(products);
                Power(products);
                break;
            case SvmKernel.Rbf:
                // −γ ‖u − v‖² = −γ (‖u‖² + ‖v‖² − 2 u·v), which rounding may push above 0
                TensorPrimitives.Multiply(products, -2f, products);
                TensorPrimitives.Add(products, squares, products);
                TensorPrimitives.Add(products, square, products);
                TensorPrimitives.Max(products, 0f, products);
                TensorPrimitives.Multiply(products, -Gamma, products);
                TensorPrimitives.Exp(products, products);
                break;
            case SvmKernel.Sigmoid:
                Affine(products);
                TensorPrimitives.Tanh(products, products);
                break;
            default:
                throw new InvalidOperationException($"There is no kernel {Kernel}.");
        }
    }

    private void Affine(Span<float> products)
    {
        TensorPrimitives.Multiply(products, Gamma, products);
        if (Coef0 != 0f)
            TensorPrimitives.Add(products, Coef0, products);
    }

    private void Power(Span<float> x)
    {
        if (Degree == 2)
        {
            TensorPrimitives.Multiply(x, x, x);
            return;
        }

        for (var i = 0; i < x.Length; i++)
        {
            var power = x[i];
            for (var d = 1; d < Degree; d++)
                power *= x[i];
            x[i] = power;
        }
    }
}
