import type pg from "pg";

const ask = async (client: pg.Pool, text: string): Promise<Record<string, string>[]> => (await client.query(text)).rows;

/**
 * The shape of a migrated database as text, read from the catalogue tables: tables with their columns and constraints, indexes, triggers. The
 * same migrations give the same text on every PostgreSQL from 15 to 18.
 */
export async function schemaOf(client: pg.Pool): Promise<string> {
  const columns = await ask(
    client,
    `select n.nspname as schema, c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull::text as required,
       coalesce(pg_get_expr(d.adbin, d.adrelid), '') as default
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_%' and a.attnum > 0 and not a.attisdropped
     order by n.nspname, c.relname, a.attnum`,
  );
  const constraints = await ask(
    client,
    `select n.nspname as schema, c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as text
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname not in ('pg_catalog', 'information_schema') and k.contype <> 'n' order by n.nspname, c.relname, k.contype desc, k.conname`,
  );
  const indexes = await ask(
    client,
    `select schemaname as schema, tablename as table, indexdef as text from pg_indexes
     where schemaname not in ('pg_catalog', 'information_schema') and indexname not in (select conname from pg_constraint)
     order by schemaname, tablename, indexname`,
  );

  const triggers = await ask(
    client,
    `select n.nspname as schema, c.relname as table, pg_get_triggerdef(t.oid) as text
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal order by n.nspname, c.relname, t.tgname`,
  );

  const name = (row: Record<string, string>): string => (row.schema === "public" ? row.table! : `${row.schema}.${row.table}`);
  const tables = [...new Set(columns.map(name))].filter((table) => table !== "migrations");
  const blocks = tables.map((table) => {
    const lines = [
      ...columns
        .filter((row) => name(row) === table)
        .map(
          (row) => `${row.name} ${row.type}${row.required === "true" ? " not null" : ""}${row.default ? ` default ${row.default}` : ""}`,
        ),
      ...constraints.filter((row) => name(row) === table).map((row) => `constraint ${row.name} ${row.text}`),
    ];
    const own = [...indexes, ...triggers]
      .filter((row) => name(row) === table)
      .map((row) => `${row.text!.replace(/ (ON|USING) /g, (word) => word.toLowerCase())};`);
    return [`create table ${table} (\n  ${lines.join(",\n  ")}\n);`, ...own].join("\n");
  });
  return `-- Made by \`npm run generate\` from the migrations; read it in a review, do not edit it.\n\n${blocks.join("\n\n")}\n`;
}
