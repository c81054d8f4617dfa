namespace TradingAnalytics.Engine.Live;

/// <summary>Where the cells of a live table can be read one by one, whether or not they were published yet.</summary>
public interface ICellSource
{
    /// <summary>The cell of a row; NaN is "none", also where there is no such row.</summary>
    double Cell(RowKey key, int column);
}
