-- A profile is found by its words as we cut them. PostgreSQL's own reader takes "4835e89f" for a number followed by a letter, so that a
-- company of that name was not found under it.

drop index listings_by_word;
drop index listings_by_place;
alter table listings drop column words, drop column places;
alter table listings
  add column words tsvector generated always as (array_to_tsvector(array_remove(string_to_array(search_text, ' '), ''))) stored,
  add column places tsvector generated always as (array_to_tsvector(array_remove(string_to_array(place_text, ' '), ''))) stored;
create index listings_by_word on listings using gin (words) where published is not null;
create index listings_by_place on listings using gin (places) where published is not null;
