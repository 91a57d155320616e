using NUnit.Framework;

namespace Consultation.Tests.Documents;

/// <summary>Real consultation data beside the repository; not part of it, so tests are ignored where it is missing.</summary>
internal static class RealData
{
    public static string Path(params string[] parts)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Consultation.sln")))
            folder = folder.Parent;
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine([folder?.FullName ?? "", "..", "shared", "data", .. parts]));
        if (!System.IO.Path.Exists(path))
            Assert.Ignore($"The real data is missing: {path}");
        return path;
    }
}
