using Consultation.Api.Pipeline;
using Consultation.Domain;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Consultation.Api.Features.Accounts;

/// <summary>
/// Hashes passwords (PBKDF2 with HMAC-SHA-512, as many rounds as OWASP asks for). It takes a tenth of a second and more: never on the write
/// lane, so commands are given the hash, or the proof that a password was right.
/// </summary>
internal static class Passwords
{
    private const int Rounds = 210_000;
    private static readonly object Anybody = new();
    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    /// <summary>Compared with where there is no account, so that it takes as long.</summary>
    private static readonly Lazy<string> OfNobody = new(() => Hash(Guid.Empty.ToString()));

    public static string Hash(string password) => Hasher.HashPassword(Anybody, PasswordRules.Normalise(password));

    /// <summary>As long without an account as with one.</summary>
    public static bool Matches(string? hash, string? password)
    {
        var normal = PasswordRules.Normalise(password);
        var right = Hasher.VerifyHashedPassword(Anybody, hash ?? OfNobody.Value, normal) != PasswordVerificationResult.Failed;
        return right && hash is not null;
    }

    /// <summary>So that the first sign-in of an unknown address takes no longer than the next.</summary>
    public static void WarmUp() => _ = OfNobody.Value;
}

/// <summary>That somebody has just given the right password of an account; only <see cref="CheckPassword"/> makes one.</summary>
public sealed class PasswordProof
{
    internal PasswordProof(long userId, string hash) => (UserId, Hash) = (userId, hash);

    internal long UserId { get; }

    /// <summary>The hash that it was right for: a password changed meanwhile makes the proof worthless.</summary>
    internal string Hash { get; }
}

/// <summary>A command that sets a password: hashed before its turn on the write lane.</summary>
internal interface ISetsPassword
{
    string Password { get; }

    string? PasswordHash { get; set; }
}

internal sealed class HashesPassword<TCommand> : IPrepare<TCommand>
    where TCommand : ISetsPassword
{
    public void Prepare(TCommand command) => command.PasswordHash = Passwords.Hash(command.Password);
}

internal static class PasswordValidation
{
    /// <param name="rule">The new password.</param>
    /// <param name="email">Of the account that it is for; it may not stand in the password.</param>
    public static void NewPassword<T>(this IRuleBuilderInitial<T, string> rule, Func<T, string?> email) =>
        rule.Custom(
            (password, context) =>
            {
                if (PasswordRules.Fault(password, email(context.InstanceToValidate)) is { } fault)
                {
                    context.AddFailure(Rules.Failure(fault));
                }
            }
        );
}
