using System.Numerics.Tensors;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>Operations on vectors of one length; all but the names are <see cref="TensorPrimitives"/>.</summary>
public static class Vectors
{
    /// <summary>xᵀy.</summary>
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y) => TensorPrimitives.Dot(x, y);

    /// <summary>y ← y + a x.</summary>
    public static void Axpy(float a, ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.MultiplyAdd(x, a, y, y);

    /// <summary>y ← y + a x.</summary>
    public static void Axpy(double a, ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.MultiplyAdd(x, a, y, y);

    /// <summary>x ← a x.</summary>
    public static void Scale(float a, Span<float> x) => TensorPrimitives.Multiply(x, a, x);

    /// <summary>The Euclidean length ‖x‖.</summary>
    public static float Norm(ReadOnlySpan<float> x) => TensorPrimitives.Norm(x);
}
