using System.Xml.Linq;

namespace TradingAnalytics.Architecture.Tests;

/// <summary>Who may know whom: references point one way only.</summary>
public class ReferenceTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Analytics"] = [],
        ["MarketData"] = ["Analytics"],
        ["Engine"] = ["Analytics", "MarketData"],
        ["Grains.Abstractions"] = ["MarketData", "Engine"],
        ["Grains"] = ["Grains.Abstractions", "Engine"],
        ["WebFront"] = ["Grains.Abstractions"],
        ["Client"] = [],
        ["Providers/Mongo"] = ["Engine"],
        ["Silo"] = ["Grains", "WebFront", "Mongo"],
        ["Cli"] = ["Analytics", "MarketData", "Engine", "Grains.Abstractions"],
    };

    public static TheoryData<string> Projects => [.. s_allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_OnlyWhatItMayKnow(string project)
    {
        XDocument file = XDocument.Load(Path.Combine(Repository.Root, project, Path.GetFileName(project) + ".csproj"));
        IEnumerable<string> references = file.Descendants("ProjectReference").Select(element => Path.GetFileNameWithoutExtension(element.Attribute("Include")!.Value));
        references.ShouldBeSubsetOf(s_allowed[project]);
    }

    [Fact]
    public void Samples_Reference_WhatIsMadeForProgramsOfOthers()
    {
        foreach (string sample in Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*.csproj", SearchOption.AllDirectories))
        {
            XDocument.Load(sample).Descendants("ProjectReference").Select(element => Path.GetFileNameWithoutExtension(element.Attribute("Include")!.Value)).ShouldBe(["Grains.Abstractions"]);
        }
    }

    [Fact]
    public void Folders_WithAProject_AreTheOnesOfTheDesign()
    {
        IEnumerable<string> folders = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Split('/')[0])
            .Where(folder => folder is not ("tests" or "bench" or "samples"));
        folders.Distinct().ShouldBeSubsetOf(s_allowed.Keys.Select(project => project.Split('/')[0]));
    }

    [Theory]
    [InlineData("Analytics", "Orleans", "Microsoft.AspNetCore", "System.IO.", "TimeProvider", "async ", "ILogger")]
    [InlineData("MarketData", "Orleans", "Microsoft.AspNetCore")]
    [InlineData("Engine", "using Orleans", "Microsoft.AspNetCore")]
    [InlineData("Client", "Orleans", "TradingAnalytics.Engine", "TradingAnalytics.MarketData", "TradingAnalytics.Analytics", "TradingAnalytics.WebFront")]
    public void Sources_Mention_NothingTheyMustNotKnow(string project, params string[] forbidden)
    {
        foreach (string file in Repository.Sources(project))
        {
            foreach (string line in File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            {
                forbidden.Where(word => line.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty($"{file}: {line}");
            }
        }
    }

    [Fact]
    public void Namespaces_FollowTheFolders()
    {
        foreach (string project in s_allowed.Keys)
        {
            foreach (string file in Repository.Sources(project))
            {
                string? declared = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal));
                if (declared is not null)
                {
                    string expected = "TradingAnalytics." + Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, file))!.Replace('/', '.');
                    declared.ShouldBe($"namespace {expected};", file);
                }
            }
        }
    }
}
