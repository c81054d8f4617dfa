using System.Net;
using Microsoft.AspNetCore.Http;

namespace TradingAnalytics.WebFront.Tests.Auth;

public class LoginPageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Browser_SignsIn_ByCookieThatScriptsCannotRead()
    {
        await using Desk desk = await Desk.OpenAsync();
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = desk.Web.Address };
        using HttpResponseMessage asked = await browser.GetAsync("/", Token);
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        asked.Headers.Location!.OriginalString.ShouldBe("/login");
        (await browser.GetStringAsync("/login", Token)).ShouldContain("<form method=\"post\"");

        using HttpResponseMessage wrong = await PostAsync(browser, "wrong");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.Headers.Contains("Set-Cookie").ShouldBeFalse();

        using HttpResponseMessage right = await PostAsync(browser, Desk.Password);
        right.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        string cookie = right.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        string value = cookie.Split(';')[0];

        (await SendAsync(browser, "/", value)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(browser, "/api/products", value)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(browser, "/api/products", value, ("Origin", $"http://127.0.0.1:{desk.Web.Address.Port}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(browser, "/api/products", value, ("Origin", "https://evil.example"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "another site's page made the browser send it");
        using (HttpResponseMessage logout = await SendAsync(browser, "/api/auth/logout", value, ("X-Method", HttpMethods.Post)))
        {
            logout.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await SendAsync(browser, "/api/products", value)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task SignIn_FromAnotherSite_IsRefused(string header, string value)
    {
        await using Desk desk = await Desk.OpenAsync();
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = desk.Web.Address };
        using HttpResponseMessage response = await PostAsync(browser, Desk.Password, (header, value));
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string password, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/login") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "vik", ["password"] = password }) };
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return browser.SendAsync(request, Token);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient browser, string path, string cookie, params (string Name, string Value)[] headers)
    {
        string method = headers.FirstOrDefault(header => header.Name == "X-Method").Value ?? HttpMethods.Get;
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Cookie", cookie);
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return browser.SendAsync(request, Token);
    }
}
