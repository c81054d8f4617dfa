namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>Small dense linear algebra, by rows, in place.</summary>
internal static class Dense
{
    /// <summary>Cholesky's factor of a symmetric matrix into its lower triangle, with the reciprocals of the diagonal on it; false when it is not positive definite.</summary>
    public static bool Factor(Span<double> matrix, int n)
    {
        for (int j = 0; j < n; j++)
        {
            double diagonal = matrix[(j * n) + j];
            for (int q = 0; q < j; q++)
            {
                diagonal -= matrix[(j * n) + q] * matrix[(j * n) + q];
            }

            if (!(diagonal > 0 && double.IsFinite(diagonal)))
            {
                return false;
            }

            double inverse = 1 / Math.Sqrt(diagonal);
            matrix[(j * n) + j] = inverse;
            for (int i = j + 1; i < n; i++)
            {
                double value = matrix[(i * n) + j];
                for (int q = 0; q < j; q++)
                {
                    value -= matrix[(i * n) + q] * matrix[(j * n) + q];
                }

                matrix[(i * n) + j] = value * inverse;
            }
        }

        return true;
    }

    /// <summary>Solves for each of the columns of the right-hand side, in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, Span<double> sides, int n, int columns)
    {
        for (int i = 0; i < n; i++)
        {
            for (int q = 0; q < i; q++)
            {
                double value = factor[(i * n) + q];
                for (int c = 0; c < columns; c++)
                {
                    sides[(i * columns) + c] -= value * sides[(q * columns) + c];
                }
            }

            for (int c = 0; c < columns; c++)
            {
                sides[(i * columns) + c] *= factor[(i * n) + i];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int q = i + 1; q < n; q++)
            {
                double value = factor[(q * n) + i];
                for (int c = 0; c < columns; c++)
                {
                    sides[(i * columns) + c] -= value * sides[(q * columns) + c];
                }
            }

            for (int c = 0; c < columns; c++)
            {
                sides[(i * columns) + c] *= factor[(i * n) + i];
            }
        }
    }
}
