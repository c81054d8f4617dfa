using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace TradingAnalytics.WebFront.Tests.Auth;

public class KeysAndAuditTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_FromMakingToRevoking_DoesWhatItsRolesSay()
    {
        await using Desk desk = await Desk.OpenAsync();
        string admin = await desk.TokenAsync("admin");
        JsonNode made = await desk.KeyAsync("feed");
        (string id, string key) = ((string)made["id"]!, (string)made["key"]!);
        (await PushAsync(desk, key)).ShouldBe(HttpStatusCode.OK);
        (await desk.GetAsync("/api/products", key)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using HttpResponseMessage byHeader = await desk.SendAsync(HttpMethod.Get, "/api/auth/me", null, null, ("X-Api-Key", key));
        ((string)(await SigningInTests.JsonAsync(byHeader))["name"]!).ShouldBe($"key:{id}");

        using HttpResponseMessage list = await desk.GetAsync("/api/admin/keys", admin);
        string listed = await list.Content.ReadAsStringAsync(Token);
        listed.ShouldNotContain(key[^43..], Case.Sensitive, "it was shown once");
        listed.ShouldNotContain("secret", Case.Insensitive);
        JsonNode entry = JsonNode.Parse(listed)!.AsArray().ShouldHaveSingleItem()!;
        entry["lastUsed"].ShouldNotBeNull();
        ((string)entry["createdBy"]!).ShouldBe("asha");

        string rotated = (string)(await SigningInTests.JsonAsync(await desk.PostAsync($"/api/admin/keys/{id}/rotate", new { }, admin)))["key"]!;
        (await PushAsync(desk, key)).ShouldBe(HttpStatusCode.Unauthorized);
        (await PushAsync(desk, rotated)).ShouldBe(HttpStatusCode.OK);
        (await desk.SendAsync(HttpMethod.Delete, $"/api/admin/keys/{id}", admin)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PushAsync(desk, rotated)).ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.SendAsync(HttpMethod.Delete, $"/api/admin/keys/{id}", admin)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Admin_WrongRequests_SayWhatWasWrong()
    {
        await using Desk desk = await Desk.OpenAsync();
        string admin = await desk.TokenAsync("admin");
        (object Body, string Path, string Parameter)[] wrong =
        [
            (new { roles = new[] { "viewer" } }, "/api/admin/keys", "name"),
            (new { name = "x" }, "/api/admin/keys", "roles"),
            (new { name = "x", roles = new[] { "root" } }, "/api/admin/keys", "roles"),
            (new { name = "x", roles = new[] { "viewer" }, expires = "2020-01-01T00:00:00Z" }, "/api/admin/keys", "expires"),
            (new { name = "a b", password = Desk.Password, roles = new[] { "viewer" } }, "/api/admin/users", "name"),
            (new { name = "new", password = "short", roles = new[] { "viewer" } }, "/api/admin/users", "password"),
            (new { name = "new", password = Desk.Password }, "/api/admin/users", "roles"),
        ];
        foreach ((object body, string path, string parameter) in wrong)
        {
            using HttpResponseMessage response = await desk.PostAsync(path, body, admin);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            ((string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["parameter"]!).ShouldBe(parameter);
        }

        (await desk.PostAsync("/api/admin/users", new { name = "VIK", password = Desk.Password, roles = new[] { "viewer" } }, admin)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await desk.GetAsync("/api/admin/audit?limit=0", admin)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Audit_WhatAdminsDid_IsListedWithoutSecrets()
    {
        await using Desk desk = await Desk.OpenAsync();
        string admin = await desk.TokenAsync("admin");
        (await desk.PostAsync("/api/admin/users", new { name = "new", password = "a password of twelve", roles = new[] { "viewer", "feed" } }, admin)).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var change = new StringContent("""{"password":"another of twelve","roles":["viewer"]}""", Encoding.UTF8, "application/json");
        await desk.SendAsync(HttpMethod.Patch, "/api/admin/users/new", admin, change);
        JsonNode key = await desk.KeyAsync("viewer");
        await desk.PostAsync($"/api/admin/keys/{key["id"]}/rotate", new { }, admin);
        await desk.SendAsync(HttpMethod.Delete, $"/api/admin/keys/{key["id"]}", admin);
        await desk.SendAsync(HttpMethod.Delete, "/api/admin/users/new", admin);
        await desk.SendAsync(HttpMethod.Delete, "/api/admin/users/nobody", admin);

        JsonNode log = await SigningInTests.JsonAsync(await desk.GetAsync("/api/admin/audit", admin));
        log["entries"]!.AsArray().Select(entry => $"{entry!["actor"]} {entry["action"]} {entry["subject"]} {entry["detail"]}").ShouldBe(
        [
            "asha user.remove new ",
            $"asha key.revoke {key["id"]} ",
            $"asha key.rotate {key["id"]} ",
            $"asha key.create {key["id"]} viewer program; viewer",
            "asha user.change new password, roles viewer",
            "asha user.add new viewer feed",
        ]);
        log.ToJsonString().ShouldNotContain("of twelve");
        JsonNode page = await SigningInTests.JsonAsync(await desk.GetAsync("/api/admin/audit?limit=2", admin));
        JsonNode next = await SigningInTests.JsonAsync(await desk.GetAsync($"/api/admin/audit?limit=2&before={page["before"]}", admin));
        ((string)next["entries"]![0]!["action"]!).ShouldBe("key.rotate");
    }

    private static async Task<HttpStatusCode> PushAsync(Desk desk, string key)
    {
        using var ticks = new StringContent("""{"time":1786000000000,"product":"NIFTY","kind":"underlying","last":24213.5}""");
        ticks.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using HttpResponseMessage response = await desk.SendAsync(HttpMethod.Post, "/api/ingest/ticks", key, ticks);
        return response.StatusCode;
    }
}
