// Owns rate tables: points per money by article and location, in versions that never change.
// Promises: the rates of a sale come from memory, by the version in force at its moment; a change reaches every process.
// Publishes club.changed.
// In the database: rate_tables, rate_versions, rate_rows.
export { RateSheets } from './rate-sheets.ts';
export { RateTableUses } from './rate-table-uses.ts';
export { RateTables } from './rate-tables.ts';
export { RateTablesModule } from './rate-tables.module.ts';
export { RatesOfLines, type RatesAt } from './rates-of-lines.ts';
