using System.Reflection;
using Consultation.Api;
using Consultation.Api.Http;
using Consultation.Api.Pipeline;
using Consultation.Tests.Support;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Consultation.Tests.Architecture;

/// <summary>What every use case is made like.</summary>
public sealed class UseCaseTests
{
    private static readonly Type[] Types = typeof(Settings).Assembly.GetTypes();
    private static readonly Type[] Requests =
    [
        .. Types.Where(type => !type.IsInterface && type.GetInterfaces().Any(made => IsMadeOf(made, typeof(IRequest<>)))),
    ];

    private static readonly Type[] Handlers =
    [
        .. Types.Where(type => type.GetInterfaces().Any(made => IsMadeOf(made, typeof(IRequestHandler<,>)))),
    ];

    [Test]
    public void Request_SaysWhoMaySendIt_Once()
    {
        Assert.That(Requests, Has.Length.GreaterThan(15));
        var unsaid = Requests.Where(type => type.IsDefined(typeof(PublicAttribute)) == type.IsDefined(typeof(RequiresAttribute)));
        Assert.That(unsaid, Is.Empty);
    }

    [Test]
    public void Request_IsACommandOrAQuery_AndHasOneHandler()
    {
        var neither = Requests.Where(type =>
            type.GetInterfaces().Count(made => IsMadeOf(made, typeof(ICommand<>)) || IsMadeOf(made, typeof(IQuery<>))) != 1
        );
        Assert.That(neither, Is.Empty);
        var handled = Handlers.Select(type =>
            type.GetInterfaces().Single(made => IsMadeOf(made, typeof(IRequestHandler<,>))).GetGenericArguments()[0]
        );
        Assert.That(handled, Is.EquivalentTo(Requests));
    }

    /// <summary>
    /// What a caller shapes is checked by a validator: a request that everybody or staff may send and that has a settable (init)
    /// string, a list, an object of our own, or an int called Limit. Ids, numbers and choices of an enum are checked by their types,
    /// and a query's cursor where it is read; what only the program's own jobs send is made by the program.
    /// </summary>
    [Test]
    public void Request_WithInputThatItsCallerShapes_HasAValidator()
    {
        var validated = Types
            .Select(type => type.BaseType)
            .Where(made => made is { IsGenericType: true } && made.GetGenericTypeDefinition() == typeof(AbstractValidator<>))
            .Select(made => made!.GetGenericArguments()[0])
            .ToHashSet();
        Assert.That(validated, Is.Not.Empty);
        var shaped = Requests
            .Where(type => type.GetCustomAttribute<RequiresAttribute>()?.Permission != Permission.RunJobs)
            .Where(type => type.GetProperties().Any(IsShapedByTheCaller));
        Assert.That(shaped.Where(type => !validated.Contains(type)).Except(CheckedWhereTheyAreRead), Is.Empty);
    }

    /// <summary>Their one text is an opaque secret that is verified as a whole.</summary>
    private static readonly Type[] CheckedWhereTheyAreRead = [typeof(Consultation.Api.Features.Replies.GetReceipt.Query)];

    private static bool IsShapedByTheCaller(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return property.SetMethod is not null
            && property.Name is not "Cursor"
            && (
                type == typeof(string)
                || (type == typeof(int) && property.Name is "Limit")
                || (type.IsAssignableTo(typeof(System.Collections.IEnumerable)))
                || (type.IsClass && type.Namespace!.StartsWith("Consultation", StringComparison.Ordinal))
            );
    }

    [Test]
    public void Handler_KnowsNothingOfHttp()
    {
        Assert.That(Handlers, Has.Length.EqualTo(Requests.Length));
        Assert.That(
            Handlers.Where(type =>
                Uses(type).Any(used => used.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true)
            ),
            Is.Empty
        );
    }

    /// <summary>A use case never calls another: shared rules stand in Domain, what follows goes by the outbox. Jobs may send.</summary>
    [Test]
    public void Handler_CallsNoOtherUseCase()
    {
        var callers = Handlers.Where(type =>
            Uses(type)
                .Any(used =>
                    used.IsAssignableTo(typeof(IMediator))
                    || used == typeof(IServiceProvider)
                    || used == typeof(ServiceFactory)
                    || Handlers.Contains(used)
                    || IsMadeOf(used, typeof(IRequestHandler<,>))
                )
        );
        Assert.That(callers, Is.Empty);
        Type[] senders = [typeof(Start), .. Types.Where(type => type.Name == "Job")];
        var others = Types
            .Where(type => type.Namespace?.Contains(".Features.", StringComparison.Ordinal) == true && !IsMadeByTheCompiler(type))
            .Where(type => Uses(type).Any(used => used.IsAssignableTo(typeof(IMediator))))
            .Except(senders)
            .Where(type => type.Name != "ReplyExport");
        Assert.That(others, Is.Empty, "only endpoints, jobs and the export stream send requests");
    }

    [Test]
    public async Task Endpoint_ThatChangesSomething_IsForStaff()
    {
        await using var app = new TestApp();
        var changing = app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
            .Select(endpoint =>
                (Name: endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName, Endpoint: endpoint, Methods: Methods(endpoint))
            )
            .Where(endpoint => endpoint.Methods.Any(method => method is not ("GET" or "HEAD")))
            .ToArray();
        Assert.That(changing, Has.Length.GreaterThanOrEqualTo(10));
        var open = changing
            .Where(endpoint => endpoint.Endpoint.Metadata.GetMetadata<StaffOnly>() is null)
            .Select(endpoint => endpoint.Name);
        Assert.That(
            open,
            Is.EquivalentTo((string[])["correctReply", "sendReply", "uploadAttachment", "withdrawReply"]),
            "whoever wants to say something need not be known"
        );
    }

    private static IReadOnlyList<string> Methods(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any"];

    /// <summary>Types of what a class is given, keeps, and takes in its methods.</summary>
    private static IEnumerable<Type> Uses(Type type)
    {
        const BindingFlags every =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return
        [
            .. type.GetConstructors(every).SelectMany(made => made.GetParameters()).Select(given => given.ParameterType),
            .. type.GetFields(every).Select(field => field.FieldType),
            .. type.GetMethods(every).SelectMany(method => method.GetParameters()).Select(given => given.ParameterType),
        ];
    }

    private static bool IsMadeByTheCompiler(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal) || type.Name.EndsWith("Endpoints", StringComparison.Ordinal);

    private static bool IsMadeOf(Type type, Type open) => type.IsGenericType && type.GetGenericTypeDefinition() == open;
}
