// The tables and functions that a SQL text uses, found with PostgreSQL's own grammar.
import { parsePlPgSQLSync, parseSync } from './grammar.mjs';

/** @typedef {{ tables: Set<string>, functions: Set<string> }} References */

/** @returns {References} of a statement, or of a whole `create function` with its body */
export function referencesOf(/** @type {string} */ text) {
  /** @type {References} */
  const found = { tables: new Set(), functions: new Set() };
  gather(text, found);
  return found;
}

/** @returns {void} */
function gather(/** @type {string} */ text, /** @type {References} */ found) {
  for (const { stmt } of parseSync(text).stmts ?? []) {
    const made = /** @type {any} */ (stmt).CreateFunctionStmt;
    if (made) gatherBody(text, made, found);
    else {
      const ctes = new Set();
      walk(stmt, (kind, node) => {
        if (kind === 'CommonTableExpr') ctes.add(node.ctename);
      });
      walk(stmt, (kind, node) => {
        if (kind === 'FuncCall') found.functions.add(node.funcname.at(-1).String.sval);
        if ((kind === 'RangeVar' || kind === 'relation') && node.relname && !ctes.has(node.relname))
          found.tables.add(node.relname);
      });
    }
  }
}

function gatherBody(/** @type {string} */ text, /** @type {any} */ made, /** @type {References} */ found) {
  const option = (/** @type {string} */ name) =>
    made.options.find((/** @type {any} */ { DefElem }) => DefElem.defname === name)?.DefElem.arg;
  const [body] = option('as').List.items;
  if (option('language').String.sval === 'sql') gather(body.String.sval, found);
  else
    walk(parsePlPgSQLSync(text), (kind, node) => {
      if (kind === 'PLpgSQL_expr') gatherPart(node.query, found);
    });
}

/** Each part of a function body is a statement, an expression or an assignment. */
function gatherPart(/** @type {string} */ part, /** @type {References} */ found) {
  const readings = [part, `select ${part}`, `select ${part.replace(/^\s*[\w.[\]]+\s*:?=\s*/, '')}`];
  for (const [place, reading] of readings.entries()) {
    try {
      gather(reading, found);
      return;
    } catch (error) {
      if (place === readings.length - 1) throw error;
    }
  }
}

function walk(/** @type {any} */ node, /** @type {(kind: string, node: any) => void} */ see) {
  if (node === null || typeof node !== 'object') return;
  for (const [kind, value] of Object.entries(node)) {
    if (value && typeof value === 'object' && !Array.isArray(value)) see(kind, value);
    walk(value, see);
  }
}
