-- Since when something that it counts is hidden, redacted or withdrawn: a published report that is outdated is compiled again and replaced.
alter table Report add OutdatedAt text null;
