using MentorMatch.Core.Common;

namespace MentorMatch.Core.Tests.Common;

public sealed class CprNumberTests
{
    [Theory]
    [InlineData("010190-1234")]
    [InlineData("0101901234")]
    [InlineData("Jeg hedder Bo, 311299 - 0001, og")]
    [InlineData("(010190–1234)")]
    [InlineData("710190-1234")]
    public void IsIn_WhatLooksLikeOne_IsFound(string text) => Assert.True(CprNumber.IsIn(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12 34 56 78")]
    [InlineData("+4512345678")]
    [InlineData("4512345678")]
    [InlineData("321299-0001")]
    [InlineData("011399-0001")]
    [InlineData("00101901234")]
    [InlineData("1. januar 1990, 3450 Allerød")]
    [InlineData("kl. 10-12 den 010126")]
    public void IsIn_OtherNumbers_AreLeftAlone(string? text) => Assert.False(CprNumber.IsIn(text));
}
