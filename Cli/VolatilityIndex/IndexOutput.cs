using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.VolatilityIndex;
using static TradingAnalytics.Cli.Chains.TableText;

namespace TradingAnalytics.Cli.VolatilityIndex;

/// <summary>Volatility indices for people, as CSV (a row per term) and as JSON (an object per product).</summary>
internal static class IndexOutput
{
    public static void WriteTables(IAnsiConsole console, IReadOnlyList<ProductIndex> indices)
    {
        foreach (ProductIndex index in indices)
        {
            string value = index.Index.HasValue ? Shown(index.Index.Value, "F2") : "none";
            string asOf = InstantText.Local(index.AsOfUnixMicroseconds, index.Product.Venue.Zone);
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"{index.Product.Id} volatility index [bold]{value}[/] ({Sentence(index.Index.Status)}), {Name(index.Options.Method)} method, {index.Options.TargetDays:0.##} days, as of {asOf}");
            WriteTerms(console, index);
            if (index.Terms.Any(term => term.Prices == PriceSource.Last))
            {
                console.WriteLine("Prices 'last': there are no quotes, so last trades of different moments stand for the mids.");
            }

            if (index.Options.Method == IndexMethod.India && index.Terms.Any(term => term.ForwardSource == ForwardSource.Parity))
            {
                console.WriteLine("Forward 'parity': no future of that expiry is known, so the forward is put-call parity's, not NSE's future.");
            }
        }
    }

    public static void WriteCsv(TextWriter output, IReadOnlyList<ProductIndex> indices)
    {
        output.WriteLine(
            "product,asOf,method,targetDays,index,indexStatus,expiry,weight,status,variance,volatility,forward,forwardSource,centralStrike,options,interpolated,rate,minutes,prices");
        foreach (ProductIndex index in indices)
        {
            foreach (ExpiryVariance term in index.Terms)
            {
                output.WriteLine(string.Join(
                    ',', index.Product.Id, InstantText.Utc(index.AsOfUnixMicroseconds), Name(index.Options.Method), Field(index.Options.TargetDays), Field(index.Index.Value),
                    Name(index.Index.Status), term.Expiry, Field(index.WeightOf(in term)), Name(term.Term.Status), Field(term.Term.Variance), Field(term.Volatility),
                    Field(term.Term.Forward), ChainNames.ForwardSource(term.ForwardSource), Field(term.Term.CentralStrike), term.Term.Options, term.Term.Interpolated,
                    Field(term.Rate), Field(term.Minutes), Name(term.Prices)));
            }
        }
    }

    public static void WriteJson(Utf8JsonWriter writer, IReadOnlyList<ProductIndex> indices)
    {
        writer.WriteStartArray();
        foreach (ProductIndex index in indices)
        {
            writer.WriteStartObject();
            writer.WriteString("product", index.Product.Id.ToString());
            writer.WriteString("asOf", InstantText.Utc(index.AsOfUnixMicroseconds));
            writer.WriteString("method", Name(index.Options.Method));
            Number(writer, "targetDays", index.Options.TargetDays);
            Number(writer, "index", index.Index.Value);
            writer.WriteString("status", Name(index.Index.Status));
            writer.WriteStartArray("terms");
            foreach (ExpiryVariance term in index.Terms)
            {
                WriteTerm(writer, index, in term);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTerm(Utf8JsonWriter writer, ProductIndex index, in ExpiryVariance term)
    {
        writer.WriteStartObject();
        writer.WriteString("expiry", term.Expiry.ToString());
        Number(writer, "weight", index.WeightOf(in term));
        writer.WriteString("status", Name(term.Term.Status));
        Number(writer, "variance", term.Term.Variance);
        Number(writer, "volatility", term.Volatility);
        Number(writer, "forward", term.Term.Forward);
        writer.WriteString("forwardSource", ChainNames.ForwardSource(term.ForwardSource));
        Number(writer, "centralStrike", term.Term.CentralStrike);
        writer.WriteNumber("options", term.Term.Options);
        writer.WriteNumber("interpolated", term.Term.Interpolated);
        Number(writer, "rate", term.Rate);
        Number(writer, "minutes", term.Minutes);
        writer.WriteString("prices", Name(term.Prices));
        writer.WriteEndObject();
    }

    private static void WriteTerms(IAnsiConsole console, ProductIndex index)
    {
        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumn(new TableColumn("expiry").NoWrap());
        foreach (string column in (string[])["minutes", "variance/year", "vol %", "forward", "from", "K0", "strikes used", "by spline", "rate %", "prices", "weight", "status"])
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        foreach (ExpiryVariance term in index.Terms)
        {
            table.AddRow(
                term.Expiry.ToString(), Shown(term.Minutes, "0"), Shown(term.Term.Variance, "F7"), Shown(term.Volatility, "F2"), Shown(term.Term.Forward, "N2"),
                ChainNames.ForwardSource(term.ForwardSource), Shown(term.Term.CentralStrike, "0.##"), Shown(term.Term.Options, "0"), Shown(term.Term.Interpolated, "0"),
                Shown(100 * term.Rate, "F2"), Name(term.Prices), Shown(index.WeightOf(in term), "F4"), Name(term.Term.Status));
        }

        console.Write(table);
    }

    private static string Sentence(VolatilityIndexStatus status) => status switch
    {
        VolatilityIndexStatus.Ok => "between two terms",
        VolatilityIndexStatus.Extrapolated => "extrapolated: both terms lie on one side of the index's",
        VolatilityIndexStatus.OneTerm => "only one term may be used, two are needed",
        VolatilityIndexStatus.NoTerm => "no term may be used",
        _ => "the two terms leave no positive variance",
    };
}
