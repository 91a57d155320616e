using Consultation.Api.Data;

namespace Consultation.Tests.Data;

/// <summary>Expand first, contract a release later: an older node works on the new schema.</summary>
public sealed class MigrationRulesTests
{
    [TestCaseSource(nameof(Files))]
    public void Migration_OnlyAdds_OrIsCalledAContract(string name, string sql)
    {
        var broken = MigrationRules.Broken(name, sql);
        Assert.That(
            broken,
            Migrator.IsContract(name) ? Is.Not.Empty : Is.Empty,
            "what takes away is called …_contract, and nothing else is"
        );
    }

    [TestCase("drop table Reply")]
    [TestCase("drop index IX_Reply on Reply")]
    [TestCase("alter table Reply drop column Text")]
    [TestCase("alter table Reply alter column Text nvarchar(10) not null")]
    [TestCase("alter table Reply add Weight int not null")]
    [TestCase("alter table Reply add constraint CK_Reply check (Number > 0)")]
    [TestCase("create unique index UX_Reply on Reply (SenderName)")]
    [TestCase("exec sp_rename 'Reply', 'Answer'")]
    [TestCase("delete from Reply")]
    [TestCase("exec ('drop table Reply')")]
    public void WhatBreaksTheOlderProgram_IsSeen(string sql) => Assert.That(MigrationRules.Broken("broken", sql), Is.Not.Empty);

    [TestCase("alter table Reply add Weight int null")]
    [TestCase("alter table Reply add Weight int not null constraint DF_Weight default 0")]
    [TestCase("create table Weight (Id bigint not null); create unique index UX_Weight on Weight (Id)")]
    [TestCase("create index IX_Reply on Reply (SenderName)")]
    public void WhatItBears_IsTaken(string sql) => Assert.That(MigrationRules.Broken("kept", sql), Is.Empty);

    private static IEnumerable<TestCaseData> Files() =>
        Migrator.FilesFor(Dialect.SqlServer).Select(file => new TestCaseData(file.Name, file.Sql).SetArgDisplayNames(file.Name));
}
