using TradingAnalytics.Analytics.Time;
using TradingAnalytics.MarketData.Calendars;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Products;

/// <summary>Reads the layout of <c>products.json</c>.</summary>
internal static class CatalogueReader
{
    public static Stream? Embedded(string resource) => typeof(CatalogueReader).Assembly.GetManifestResourceStream(resource);

    public static ProductCatalogue Read(Stream json, string file, string? folder)
    {
        using CatalogueDocument document = CatalogueDocument.Parse(json, file);
        var venues = new Dictionary<string, Venue>(StringComparer.Ordinal);
        foreach (CatalogueNode node in document.Root.Items("venues"))
        {
            Venue venue = VenueOf(node, folder);
            if (!venues.TryAdd(venue.Id, venue))
            {
                throw node.Wrong("id", "is taken by another venue");
            }
        }

        var products = new List<ProductSpec>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (CatalogueNode node in document.Root.Items("products"))
        {
            ProductSpec product = ProductOf(node, venues);
            foreach (string name in product.Aliases.Append(product.Id.ToString()))
            {
                if (!names.Add(name))
                {
                    throw node.Wrong("id", $"or an alias of it, '{name}', is taken by another product");
                }
            }

            products.Add(product);
        }

        return new ProductCatalogue(products);
    }

    private static Venue VenueOf(CatalogueNode node, string? folder)
    {
        string zone = node.Text("zone");
        try
        {
            return new Venue(node.Text("id"), node.Text("name"), TimeZoneInfo.FindSystemTimeZoneById(zone), CalendarOf(node, folder));
        }
        catch (Exception error) when (error is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw node.Wrong("zone", $"'{zone}' is unknown to this machine: use an IANA name such as Asia/Kolkata and install the zone database (package tzdata)");
        }
    }

    private static TradingCalendar CalendarOf(CatalogueNode node, string? folder)
    {
        string name = node.Text("calendar");
        string? beside = folder is null ? null : Path.Combine(folder, name + ".json");
        using Stream stream = (beside is not null && File.Exists(beside) ? File.OpenRead(beside) : Embedded($"calendars/{name}.json"))
            ?? throw node.Wrong("calendar", $"'{name}' is no shipped calendar (nse, every-day) and there is no file {name}.json beside the catalogue");
        return TradingCalendar.LoadFrom(stream, name + ".json");
    }

    private static ProductSpec ProductOf(CatalogueNode node, Dictionary<string, Venue> venues)
    {
        ProductSpec product = TermsOf(node, venues);
        return product.DayCount == DayCount.TradingTime ? product with { TradingClock = TradingClocks.Of(product.Venue, TradingTimeOf(node, product.Venue)) } : product;
    }

    private static TradingTimeRule TradingTimeOf(CatalogueNode node, Venue venue)
    {
        TradingTimeRule rule = TradingClocks.DefaultRule(venue.Calendar);
        if (!node.Has("tradingTime"))
        {
            return rule;
        }

        CatalogueNode given = node.Child("tradingTime");
        double sessions = given.Has("sessionsPerYear") ? given.Number("sessionsPerYear", above: 0) : rule.SessionsPerYear;
        double overnight = given.Has("overnightShare") ? given.Number("overnightShare") : rule.OvernightShare;
        return overnight is >= 0 and < 1 ? new TradingTimeRule(sessions, overnight) : throw given.Wrong("overnightShare", "must be from 0 up to, not including, 1");
    }

    private static ProductSpec TermsOf(CatalogueNode node, Dictionary<string, Venue> venues) => new()
    {
        Id = ProductId.TryParse(node.Text("id"), out ProductId id) ? id : throw node.Wrong("id", $"must be 1 to {ProductId.MaxLength} characters out of A-Z, 0-9, '&', '-', '_' and '.'"),
        Name = node.Text("name"),
        Aliases = node.TextsOrNone("aliases"),
        Venue = venues.TryGetValue(node.Text("venue"), out Venue? venue) ? venue : throw node.Wrong("venue", $"must be one of {string.Join(", ", venues.Keys)}"),
        Currency = node.Text("currency"),
        TickSize = node.Number("tickSize", above: 0),
        StrikeStep = node.Number("strikeStep", above: 0),
        CutOffTime = node.Time("cutOffTime"),
        DayCount = node.Choice("dayCount", ("ACT/365", DayCount.Act365), ("ACT/365.25", DayCount.Act36525), ("trading", DayCount.TradingTime)),
        Settlement = node.Choice("settlement", ("cash", Settlement.Cash), ("physical", Settlement.Physical), ("inverse", Settlement.Inverse)),
        InterestRate = node.Number("interestRate"),
        LotSizes = LotSizesOf(node),
        ExpiryRules = ExpiryRulesOf(node),
    };

    private static List<LotSize> LotSizesOf(CatalogueNode node)
    {
        var lots = new List<LotSize>();
        foreach (CatalogueNode lot in node.Items("lotSizes"))
        {
            var size = new LotSize(lot.Date("fromExpiry"), lot.PositiveWhole("units"), lot.Has("existingFrom") ? lot.Date("existingFrom") : default);
            lots.Add(lots.Count == 0 || lots[^1].FromExpiry < size.FromExpiry ? size : throw lot.Wrong("fromExpiry", "must be later than the one before it"));
        }

        return lots.Count > 0 ? lots : throw node.Wrong("lotSizes", "must hold at least one lot size");
    }

    private static List<ExpiryRule> ExpiryRulesOf(CatalogueNode node)
    {
        var rules = new List<ExpiryRule>();
        foreach (CatalogueNode item in node.ItemsOrNone("expiryRules"))
        {
            var rule = new ExpiryRule(item.Date("from"), item.Has("weekly") ? item.Weekday("weekly") : null, item.Weekday("monthly"));
            rules.Add(rules.Count == 0 || rules[^1].From < rule.From ? rule : throw item.Wrong("from", "must be later than the one before it"));
        }

        return rules;
    }
}
