using Consultation.Domain;
using NUnit.Framework;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Consultation.Tests.Domain;

public sealed class SpreadsheetCellTests
{
    [TestCase("=1+1")]
    [TestCase("=cmd|' /C calc'!A0")]
    [TestCase("=HYPERLINK(\"http://example.org\")")]
    [TestCase("  =1+1")]
    [TestCase("\u00A0=1+1")]
    [TestCase("\uFEFF=1+1", Description = "behind a byte order mark")]
    [TestCase("\u200B=1+1", Description = "behind a space of no width")]
    [TestCase("@SUM(1;1)")]
    [TestCase("\tnoe")]
    [TestCase("\rnoe")]
    [TestCase("\n=1")]
    [TestCase("+cmd|' /C calc'!A0")]
    [TestCase("-2+3+cmd|' /C calc'!A0")]
    [TestCase("- 2+3+cmd|' /C calc'!A0")]
    [TestCase("-1+1")]
    [TestCase("+1-1")]
    [TestCase("- 1+1")]
    [TestCase("--1")]
    [TestCase("-A1")]
    [TestCase("+Ola")]
    [TestCase("-=1")]
    [TestCase("-@SUM(1)")]
    [TestCase("- HYPERLINK(\"http://example.org\";\"Les mer\")")]
    [TestCase("- tekst 'file:///etc/passwd'#$a.A1")]
    [TestCase("- [bok.xlsx]ark!A1")]
    [TestCase("- {1;2}")]
    [TestCase("-\n2+cmd|'x'!A0")]
    [TestCase("＝1+1", Description = "full-width")]
    [TestCase("＋1＋1")]
    [TestCase("－SUM（1）")]
    [TestCase("＠SUM(1)")]
    [TestCase("- ord cmd｜x")]
    public void Defuse_WhatCouldRun_GetsAnApostrophe(string cell) => Assert.That(SpreadsheetCell.Defuse(cell), Is.EqualTo("'" + cell));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("Vi støtter forslaget (del 1) = bra!")]
    [TestCase("- first point")]
    [TestCase("- første punkt\n- andre punkt")]
    [TestCase("+ for\n- mot")]
    [TestCase("– tankestrek (her) = greit")]
    [TestCase("+47 22 33 44 55")]
    [TestCase("+4722334455")]
    [TestCase("-5")]
    [TestCase("-5,5 %")]
    [TestCase("- 1 000,50")]
    [TestCase("-")]
    [TestCase("+ ")]
    [TestCase("'=1+1")]
    [TestCase("ola@example.org")]
    [TestCase("2026-03-13")]
    [TestCase("#merkelapp")]
    public void Defuse_HonestText_StaysAsItIs(string cell) => Assert.That(SpreadsheetCell.Defuse(cell), Is.SameAs(cell));

    [Property]
    public bool Defuse_AnyText_IsKeptBehindAtMostOneApostrophe(string? text, char first)
    {
        var cell = first + text;
        var safe = SpreadsheetCell.Defuse(cell);
        var again = SpreadsheetCell.Defuse(safe);
        return string.Equals(safe[^cell.Length..], cell, StringComparison.Ordinal)
            && (safe[..^cell.Length] is "" or "'")
            && string.Equals(again, safe, StringComparison.Ordinal);
    }
}
