namespace Consultation.Web.Pages;

/// <summary>Names of the output-cache policies that the host defines: how a page that is the same for everybody is kept.</summary>
internal static class Cached
{
    /// <summary>Changes with the hearing that the route value <c>id</c> names.</summary>
    public const string Hearing = "public-hearing";

    /// <summary>Changes with any hearing.</summary>
    public const string Site = "public-site";
}
