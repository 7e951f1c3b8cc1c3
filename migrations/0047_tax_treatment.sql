-- Why an order bears the tax it bears: the rate of its country, the buyer's own account in another country of the union, a certificate, or a
-- country without such a tax. What was bought before says it by its rate.

alter table orders
  add column tax_treatment text not null default 'standard'
    constraint tax_treatment_is_known check (tax_treatment in ('standard', 'reverseCharge', 'exempt', 'outOfScope')),
  add column tax_exemption text,
  add constraint an_exemption_names_its_certificate check ((tax_treatment = 'exempt') = (tax_exemption is not null));
alter table carts
  add column tax_treatment text not null default 'standard'
    constraint cart_tax_treatment_is_known check (tax_treatment in ('standard', 'reverseCharge', 'exempt', 'outOfScope')),
  add column tax_exemption text;

update orders set tax_treatment = 'outOfScope' where tax_rate::numeric = 0;
update carts set tax_treatment = 'outOfScope' where tax_rate::numeric = 0;
alter table orders alter column tax_treatment drop default;
alter table carts alter column tax_treatment drop default;
