using System.Reflection;
using Consultation.Api;
using MediatR;

namespace Consultation.Tests.Architecture;

/// <summary>A command that SQL Server gave up runs again with the same handler: nothing of the first run may be left in it.</summary>
public sealed class RunAgainTests
{
    [Test]
    public void Handlers_RememberNothing()
    {
        var handlers = typeof(Settings).Assembly.GetTypes().Where(IsHandler).ToArray();
        Assert.That(handlers, Has.Length.GreaterThan(100));
        Assert.That(handlers.SelectMany(Remembered), Is.Empty);
    }

    [Test]
    public void Handler_ThatRemembers_IsSeen() =>
        Assert.That(Remembered(typeof(Remembering)), Is.EqualTo((string[])[$"{typeof(Remembering).FullName}.count"]));

    /// <summary>Fields but those that a primary constructor's parameter stands in; and collections, which can be added to.</summary>
    private static IEnumerable<string> Remembered(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(field =>
                (!field.IsInitOnly && field.Name[0] != '<')
                || (field.FieldType.IsGenericType && field.FieldType.Namespace!.StartsWith("System.Collections", StringComparison.Ordinal))
                    && !field.FieldType.IsInterface
            )
            .Select(field => $"{type.FullName}.{field.Name}");

    private static bool IsHandler(Type type) =>
        type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IRequestHandler<,>));

    private sealed class Remembering(TimeProvider clock)
    {
#pragma warning disable CS0169, CS0649 // only its declaration is looked at
        private int count;
#pragma warning restore CS0169, CS0649

        public long Now => clock.GetTimestamp() + count;
    }
}
