using System.Security.Cryptography;
using MentorMatch.Core.Data;
using MentorMatch.Core.Data.DataProtection;
using MentorMatch.TestKit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.Data.DataProtection;

public sealed class DatabaseKeyRingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Protect_OnOneNode_IsReadOnAnother()
    {
        await using var first = NewNode(database.ConnectionString);
        var secret = first.GetDataProtector("test").Protect("Vi ses på torsdag");

        await using var second = NewNode(database.ConnectionString);

        Assert.Equal("Vi ses på torsdag", second.GetDataProtector("test").Unprotect(secret));
    }

    [Fact]
    public async Task Unprotect_WithAnotherDatabasesKeys_IsRefused()
    {
        await using var ours = NewNode(database.ConnectionString);
        var secret = ours.GetDataProtector("test").Protect("Vi ses på torsdag");
        var other = await TestDatabase.CreateAsync();

        await using (var theirs = NewNode(other.ConnectionString))
        {
            Assert.Throws<CryptographicException>(() => theirs.GetDataProtector("test").Unprotect(secret));
        }

        await other.DisposeAsync();
    }

    private static ServiceProvider NewNode(string connectionString) =>
        new ServiceCollection().AddData(connectionString, strict: true).AddDatabaseKeyRing().BuildServiceProvider();
}
