using Consultation.Api;
using Consultation.Api.Http;
using Consultation.Domain;
using Markdig;
using static Consultation.Web.Texts.Text;

namespace Consultation.Web.Pages.Info.Show;

/// <summary>The site's own texts: how to reply, what is published, terms, privacy, open data. They are Markdown in the resources.</summary>
[Kept(KeptWith.Site)]
internal sealed class IndexModel : SitePage
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().DisableHtml().Build();

    public string Name { get; private set; } = "";
    public string Lead { get; private set; } = "";
    public string Body { get; private set; } = "";

    public void OnGet(string name)
    {
        if (Find($"info.{name}.body") is null)
            throw Refusals.NotFound();
        Name = name;
        HearingsMark = null;
        Title = T($"info.{name}.title");
        Description = Lead = T($"info.{name}.lead");
        Body = Markdig.Markdown.ToHtml(T($"info.{name}.body", Links.Prefix(Language)), Markdown);
    }
}
