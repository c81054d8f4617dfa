namespace TradingAnalytics.Engine.Chains;

/// <summary>A <see cref="ChainView"/> laid out as the live chain is (see <see cref="ChainLegs"/>), so that rules are written once. NaN is "none".</summary>
internal sealed class ChainSlots
{
    private double[] _strikes = [];
    private double[] _bid = [];
    private double[] _ask = [];
    private double[] _last = [];
    private double[] _openInterest = [];
    private double[] _impliedVolatility = [];
    private int _count;

    public ReadOnlySpan<double> Strikes => _strikes.AsSpan(0, _count);

    public ReadOnlySpan<double> Bid => _bid.AsSpan(0, 2 * _count);

    public ReadOnlySpan<double> Ask => _ask.AsSpan(0, 2 * _count);

    public ReadOnlySpan<double> Last => _last.AsSpan(0, 2 * _count);

    public ReadOnlySpan<double> OpenInterest => _openInterest.AsSpan(0, 2 * _count);

    public ReadOnlySpan<double> ImpliedVolatility => _impliedVolatility.AsSpan(0, 2 * _count);

    public void Fill(ChainView chain)
    {
        MakeRoom(chain.Legs.Count);
        _count = 0;
        for (int i = 0; i < chain.Legs.Count; i++)
        {
            LegView leg = chain.Legs[i];
            if (_count == 0 || leg.Strike != _strikes[_count - 1])
            {
                _strikes[_count++] = leg.Strike;
                Clear(2 * (_count - 1));
                Clear((2 * _count) - 1);
            }

            int slot = (2 * (_count - 1)) + (int)leg.Right;
            _bid[slot] = leg.Bid;
            _ask[slot] = leg.Ask;
            _last[slot] = leg.Last;
            _openInterest[slot] = leg.OpenInterest;
            _impliedVolatility[slot] = leg.ImpliedVolatility;
        }
    }

    private void Clear(int slot) => _bid[slot] = _ask[slot] = _last[slot] = _openInterest[slot] = _impliedVolatility[slot] = double.NaN;

    private void MakeRoom(int strikes)
    {
        if (strikes > _strikes.Length)
        {
            _strikes = new double[strikes];
            _bid = new double[2 * strikes];
            _ask = new double[2 * strikes];
            _last = new double[2 * strikes];
            _openInterest = new double[2 * strikes];
            _impliedVolatility = new double[2 * strikes];
        }
    }
}
