using Consultation.Web.Startup;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Consultation.Web.Pages;

/// <summary><c>&lt;icon name="pen"/&gt;</c>: a drawing of icons.svg, always beside a word and so hidden from screen readers.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(IServiceProvider services) : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output
            .Content.AppendHtml("<use href=\"" + services.GetRequiredService<AssetUrls>()["icons.svg"] + "#")
            .Append(Name)
            .AppendHtml("\"/>");
    }
}
