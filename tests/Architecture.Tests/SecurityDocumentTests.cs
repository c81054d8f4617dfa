using System.Text.RegularExpressions;

namespace TradingAnalytics.Architecture.Tests;

/// <summary>The tests that <c>docs/security.md</c> calls its witnesses are there, under the names it gives.</summary>
public sealed partial class SecurityDocumentTests
{
    private const string Home = "WebFront.Tests";

    [Fact]
    public void Tests_NamedForEachRisk_AreThere()
    {
        Dictionary<string, string> sources = Repository.Sources("tests").ToDictionary(file => Path.GetRelativePath(Path.Combine(Repository.Root, "tests"), file), File.ReadAllText);
        string[] rows = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "security.md")).Where(line => Risk().IsMatch(line))];
        rows.Length.ShouldBe(10);
        foreach (string row in rows)
        {
            string[] named = [.. Name().Matches(row.Split('|')[^2]).Select(match => match.Groups[1].Value)];
            named.ShouldNotBeEmpty(row);
            string type = "";
            foreach (string name in named)
            {
                if (name.Contains('/', StringComparison.Ordinal))
                {
                    sources.Keys.ShouldContain(file => file == $"{name}.cs" || file.StartsWith($"{name}/", StringComparison.Ordinal), name);
                    continue;
                }

                string[] parts = name.Split('.');
                type = parts[0].Length > 0 ? parts[0] : type;
                string? source = sources.FirstOrDefault(file => file.Key.StartsWith($"{Home}/", StringComparison.Ordinal) && Path.GetFileName(file.Key) == $"{type}.cs").Value;
                source.ShouldNotBeNull(name);
                if (parts.Length > 1)
                {
                    source.ShouldContain($" {parts[1]}(", Case.Sensitive, name);
                }
            }
        }
    }

    [GeneratedRegex(@"^\| \d+ ")]
    private static partial Regex Risk();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
