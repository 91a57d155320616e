using Consultation.Tests.Support;

namespace Consultation.Tests.Architecture;

/// <summary>The repository's own files, for rules that no type tells of.</summary>
internal static class Sources
{
    public sealed record SourceFile(string Path, string Text)
    {
        public int Lines => Text.Length == 0 ? 0 : Text.TrimEnd('\n').Count(letter => letter == '\n') + 1;
    }

    /// <summary>The files of a project, without what the build makes.</summary>
    public static IEnumerable<SourceFile> Of(string project, string pattern) =>
        Directory
            .EnumerateFiles(System.IO.Path.Combine(Repository.Root, project), pattern, SearchOption.AllDirectories)
            .Select(path => System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, Read(path)));

    public static string Read(string path) => File.ReadAllText(System.IO.Path.Combine(Repository.Root, path));
}
