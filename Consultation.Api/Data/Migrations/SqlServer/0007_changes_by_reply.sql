-- What was last said of a reply: asked when a deadline shows many, or an extension hides them.
create index IX_PublicChange_HearingId_Number on PublicChange (HearingId, Number);
