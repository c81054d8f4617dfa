using Microsoft.OpenApi;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Products;

namespace TradingAnalytics.WebFront.OpenApi;

/// <summary>JSON schemas of live tables, from the columns themselves: a column added is a column described.</summary>
internal static class TableSchemas
{
    private static readonly Dictionary<Type, Action<OpenApiSchema>> Tables = new()
    {
        [typeof(ChainTableSchema)] = static schema => Describe(schema, ChainGreeks.Table, isChain: true),
        [typeof(ProductTableSchema)] = static schema =>
        {
            Describe(schema, ProductSchema.Table, isChain: false);
            schema.Properties!["contract"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object, Description = "Contract terms: lot sizes, tick size, strike step, cut-off time, day count, settlement (REST only).",
            };
        },
        [typeof(SmileTableSchema)] = static schema => Describe(schema, SmileTable.Schema, isChain: true),
        [typeof(SurfaceTableSchema)] = static schema =>
        {
            Describe(schema, SurfaceTable.Schema, isChain: false);
            schema.Properties!["grid"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object | JsonSchemaType.Null,
                Description = "With the parameter grid (REST only): logMoneyness, timeToExpiry, and iv with an array of volatilities over log-moneyness for each time.",
            };
        },
        [typeof(VolatilityIndexTableSchema)] = static schema => Describe(schema, VolatilityIndexTable.Schema, isChain: false),
        [typeof(ExposuresTableSchema)] = static schema =>
        {
            var product = new OpenApiSchema();
            var chain = new OpenApiSchema();
            Describe(product, ProductExposureTable.Schema, isChain: false);
            Describe(chain, ExposureTable.Schema, isChain: true);
            schema.AnyOf = [product, chain];
        },
    };

    /// <summary>What describes the table a type stands for; null for any other type.</summary>
    public static Action<OpenApiSchema>? Find(Type type) => Tables.GetValueOrDefault(type);

    private static void Describe(OpenApiSchema schema, LiveSchema table, bool isChain)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Description = "A live table: its header columns at the top, a row for each key below.";
        var properties = new Dictionary<string, IOpenApiSchema>
        {
            ["room"] = Text("The SignalR room that shows it."),
            ["product"] = Text("Its product."),
            ["epoch"] = Whole("One life of the writer; sequences compare within it only."),
            ["sequence"] = Whole("Version of the table."),
        };
        if (isChain)
        {
            properties["expiry"] = Date("The expiry, by its date in the venue's zone.");
        }

        AddColumns(properties, table.Header);
        var row = new Dictionary<string, IOpenApiSchema>();
        if (table.RowKind == RowKind.Expiry)
        {
            row["expiry"] = Date("Key of the row.");
        }
        else if (table.RowKind == RowKind.Strike)
        {
            row["strike"] = new OpenApiSchema { Type = JsonSchemaType.Number, Description = "Key of the row." };
        }
        else
        {
            row["strike"] = new OpenApiSchema { Type = JsonSchemaType.Number, Description = "Key of the row, with the right." };
            row["right"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["call", "put"] };
        }

        AddColumns(row, table.Rows);
        properties[table.RowsName] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = row },
        };
        schema.Properties = properties;
    }

    private static void AddColumns(Dictionary<string, IOpenApiSchema> properties, IReadOnlyList<LiveColumn> columns)
    {
        foreach (LiveColumn column in columns)
        {
            OpenApiSchema cell = column.Kind switch
            {
                CellKind.Flag => new OpenApiSchema { Type = JsonSchemaType.Boolean | JsonSchemaType.Null },
                CellKind.Instant => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date-time" },
                CellKind.Name => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Enum = [.. column.Names!] },
                _ => new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.Null, Format = "double" },
            };
            cell.Description = column.Description;
            properties[column.Name] = cell;
        }
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Date(string description) => new() { Type = JsonSchemaType.String, Format = "date", Description = description };

    private static OpenApiSchema Whole(string description) => new() { Type = JsonSchemaType.Integer, Format = "int64", Description = description };
}
