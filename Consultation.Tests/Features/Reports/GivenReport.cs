using Consultation.Domain;
using Consultation.Tests.Support;

namespace Consultation.Tests.Features.Reports;

internal static class GivenReport
{
    /// <summary>A hearing whose report has something of everything, one label being this; answers the hearing's id.</summary>
    public static async Task<string> CompiledReport(this TestApp app, string nasty)
    {
        var id = await app.OpenHearing();
        var question = new Question
        {
            Key = "=1+1",
            Kind = QuestionKind.Single,
            Label = nasty,
            Options = [new("=x", nasty), new("y", "- to")],
        };
        await app.AskAll(id, [.. StoredReplies.Questions, question]);
        var (document, paragraphs) = await app.Places(id);
        for (var i = 0; i < 4; i++)
        {
            app.Clock.Advance(TimeSpan.FromHours(20));
            var content = new ReplyContent
            {
                SenderName = "Kari Navnesen",
                Position = i == 0 ? Position.WithoutRemarks : Position.WithRemarks,
                Text = "Noe.",
                Answers = [.. StoredReplies.Answers("hoy", 1 + i, i > 1, "naboer"), new Answer("=1+1", QuestionKind.Single, ["=x"])],
                Comments =
                [
                    new()
                    {
                        Target = CommentTarget.Paragraph,
                        DocumentId = document,
                        DocumentVersion = 1,
                        ParagraphId = paragraphs[i % 2],
                        Stance = Stance.Against,
                    },
                    new()
                    {
                        Target = CommentTarget.Document,
                        DocumentId = document,
                        DocumentVersion = 1,
                        Text = "Bra.",
                    },
                ],
            };
            await app.Store(id, content, i == 3 ? Publication.InReview : Publication.Published, (SenderType)(i % 3));
        }
        await app.Staff.PostAsync($"/api/v1/hearings/{id}/rounds/1/report", null).Json(202);
        await app.DoDueWork();
        return id;
    }
}
