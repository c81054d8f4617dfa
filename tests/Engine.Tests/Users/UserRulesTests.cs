using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.Engine.Tests.Users;

public class UserRulesTests
{
    [Theory]
    [InlineData("asha", true)]
    [InlineData(" Asha.K_1@desk-2 ", true)]
    [InlineData("", false)]
    [InlineData(".asha", false)]
    [InlineData("key:1", false)]
    [InlineData("аsha", false)]
    [InlineData("a b", false)]
    public void Name_Letters_AreLimited(string text, bool good)
    {
        UserName.TryRead(text, out string name).ShouldBe(good);
        if (good)
        {
            name.ShouldBe(text.Trim().ToLowerInvariant());
        }

        UserName.TryRead(new string('a', 65), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("long enough now", true)]
    [InlineData("short pass", false)]
    [InlineData("aaaaaaaaaaaaaaaaaa", false)]
    [InlineData("i am asha and good", false)]
    [InlineData(null, false)]
    public void Password_Rule_IsLengthAboveAll(string? password, bool good) => (PasswordRule.Fault(password, "asha") is null).ShouldBe(good);

    [Fact]
    public void Roles_Names_GoBothWays()
    {
        UserRoleNames.TryParse(["viewer", "FEED"], out UserRoles roles, out _).ShouldBeTrue();
        UserRoleNames.Of(roles).ShouldBe(["viewer", "feed"]);
        UserRoleNames.TryParse(["root"], out _, out string? fault).ShouldBeFalse();
        fault.ShouldBe("'root' is no role: give one or more of viewer, feed, admin.");
        UserRoleNames.TryParse([], out _, out _).ShouldBeFalse();
    }
}
