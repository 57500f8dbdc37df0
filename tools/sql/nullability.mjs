// Which columns of a statement are never null, derived from its text, because PostgreSQL does not report it. In doubt,
// a column may be null.
import { parseSync } from './grammar.mjs';

/**
 * @typedef {Map<string, boolean>} Columns whether each may be null, in their order
 * @typedef {{ alias: string, columns: Columns | null }} Source null where nothing is known
 * @typedef {{ sources: Source[], certain: Set<string>, ctes: Map<string, Columns>, outer: Scope | null, grouped: boolean }} Scope
 * @typedef {import('./catalogue.mjs').Catalogue} Catalogue
 */

// Functions whose result is not null if no argument is null.
const faithful = new Set(
  (
    'lower upper length abs round floor ceil date_part extract date_trunc left right btrim concat cardinality to_jsonb ' +
    'to_json substr replace md5 sha256 encode least greatest sum min max array_agg json_agg jsonb_agg bool_or bool_and ' +
    'json_object_agg jsonb_object_agg string_agg timezone date_bin make_interval to_char overlay'
  ).split(' '),
);
const aggregates = new Set(
  'sum min max array_agg json_agg jsonb_agg bool_or bool_and json_object_agg jsonb_object_agg string_agg'.split(
    ' ',
  ),
);
const certainFunctions = new Set(
  (
    'count now clock_timestamp gen_random_uuid uuidv7 row_number rank dense_rank json_build_object jsonb_build_object ' +
    'json_build_array jsonb_build_array concat pg_try_advisory_xact_lock'
  ).split(' '),
);
const faithfulOperators = new Set('= <> < > <= >= + - * / % || ~ !~ && @> <@ ? ~>=~ ~<~ ~~ !~~'.split(' '));

/** The only key of a node and its value. */
const nodeOf = (/** @type {any} */ node) => {
  const [kind] = Object.keys(node ?? {});
  return kind === undefined ? { kind: '', value: {} } : { kind, value: node[kind] };
};
const nameOf = (/** @type {any[]} */ names) => nodeOf(names.at(-1)).value.sval ?? '';

/**
 * @param {string} text
 * @param {Catalogue} catalogue
 * @returns {boolean[] | null} whether each column may be null; null where the columns are not known
 */
export function nullableColumns(text, catalogue) {
  const [first] = parseSync(text).stmts ?? [];
  const columns = new Statement(catalogue).columnsOf(first?.stmt, null, new Map());
  return columns && [...columns].map(([, nullable]) => nullable);
}

class Statement {
  /** @param {Catalogue} catalogue */
  constructor(catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * @param {any} node
   * @param {Scope | null} outer
   * @param {Map<string, Columns>} known
   * @returns {[string, boolean][] | null}
   */
  columnsOf(node, outer, known) {
    const { kind, value } = nodeOf(node);
    const ctes = new Map(known);
    for (const each of value.withClause?.ctes ?? []) {
      const { ctename, ctequery, aliascolnames } = each.CommonTableExpr;
      // A recursive query refers to itself, so its columns are not known yet.
      const columns = value.withClause.recursive ? null : this.columnsOf(ctequery, outer, ctes);
      if (columns) ctes.set(ctename, new Map(renamed(columns, aliascolnames)));
      else ctes.delete(ctename);
    }
    if (kind === 'SelectStmt') return this.selected(value, outer, ctes);
    if (['InsertStmt', 'UpdateStmt', 'DeleteStmt'].includes(kind)) {
      const scope = this.scope(
        [{ RangeVar: value.relation }, ...(value.fromClause ?? []), ...(value.usingClause ?? [])],
        outer,
        ctes,
      );
      // An update may have set a compared column to null.
      if (kind === 'DeleteStmt') learn(value.whereClause, scope);
      return this.targets(value.returningClause?.exprs ?? value.returningList ?? [], scope);
    }
    return null;
  }

  /** @returns {[string, boolean][] | null} */
  selected(
    /** @type {any} */ select,
    /** @type {Scope | null} */ outer,
    /** @type {Map<string, Columns>} */ ctes,
  ) {
    if (select.op && select.op !== 'SETOP_NONE') {
      const left = this.columnsOf({ SelectStmt: select.larg }, outer, ctes);
      const right = this.columnsOf({ SelectStmt: select.rarg }, outer, ctes);
      if (!left || !right || left.length !== right.length) return null;
      return left.map(([name, nullable], place) => [name, nullable || (right[place]?.[1] ?? true)]);
    }
    if (select.valuesLists) {
      const scope = this.scope([], outer, ctes);
      const rows = select.valuesLists.map((/** @type {any} */ { List }) => List.items);
      return rows[0].map((/** @type {any} */ _, /** @type {number} */ place) => [
        `column${place + 1}`,
        rows.some((/** @type {any[]} */ row) => this.nullable(row[place], scope)),
      ]);
    }
    const scope = this.scope(select.fromClause ?? [], outer, ctes);
    scope.grouped = select.groupClause !== undefined;
    if (select.groupClause?.some((/** @type {any} */ each) => nodeOf(each).kind === 'GroupingSet'))
      return null;
    learn(select.whereClause, scope);
    return this.targets(select.targetList ?? [], scope);
  }

  /** @returns {Scope} */
  scope(
    /** @type {any[]} */ from,
    /** @type {Scope | null} */ outer,
    /** @type {Map<string, Columns>} */ ctes,
  ) {
    /** @type {Scope} */
    const scope = { sources: [], certain: new Set(), ctes, outer, grouped: false };
    for (const each of from) this.add(each, scope, false);
    return scope;
  }

  /** @param {boolean} missing whether an outer join may leave it out */
  add(/** @type {any} */ node, /** @type {Scope} */ scope, /** @type {boolean} */ missing) {
    const { kind, value } = nodeOf(node);
    if (kind === 'JoinExpr') {
      const { jointype } = value;
      this.add(value.larg, scope, missing || jointype === 'JOIN_RIGHT' || jointype === 'JOIN_FULL');
      this.add(value.rarg, scope, missing || jointype === 'JOIN_LEFT' || jointype === 'JOIN_FULL');
      if (jointype === 'JOIN_INNER' && !missing) learn(value.quals, scope);
      return;
    }
    const alias = value.alias?.aliasname ?? value.relname ?? '';
    const columns = this.columnsOfSource(kind, value, scope);
    const named = columns && renamed(columns, value.alias?.colnames);
    scope.sources.push({
      alias,
      columns: named && new Map(named.map(([name, nullable]) => [name, missing || nullable])),
    });
  }

  /** @returns {[string, boolean][] | null} */
  columnsOfSource(/** @type {string} */ kind, /** @type {any} */ value, /** @type {Scope} */ scope) {
    if (kind === 'RangeSubselect') return this.columnsOf(value.subquery, scope, scope.ctes);
    if (kind !== 'RangeVar') return null;
    const cte = value.schemaname ? undefined : scope.ctes.get(value.relname);
    if (cte) return [...cte];
    return this.catalogue.columns.get(value.relname)?.map(({ name, notNull }) => [name, !notNull]) ?? null;
  }

  /** @returns {[string, boolean][] | null} */
  targets(/** @type {any[]} */ list, /** @type {Scope} */ scope) {
    /** @type {[string, boolean][]} */
    const columns = [];
    for (const { ResTarget } of list) {
      const { kind, value } = nodeOf(ResTarget.val);
      if (kind === 'ColumnRef' && nodeOf(value.fields.at(-1)).kind === 'A_Star') {
        const alias = value.fields.length > 1 ? nodeOf(value.fields[0]).value.sval : null;
        for (const source of scope.sources.filter((each) => alias === null || each.alias === alias)) {
          if (!source.columns) return null;
          columns.push(...source.columns);
        }
      } else {
        columns.push([ResTarget.name ?? columnName(kind, value), this.nullable(ResTarget.val, scope)]);
      }
    }
    return columns;
  }

  /** @returns {boolean} */
  nullable(/** @type {any} */ node, /** @type {Scope} */ scope) {
    const { kind, value } = nodeOf(node);
    const any = (/** @type {any[]} */ nodes) => nodes.some((each) => this.nullable(each, scope));
    const all = (/** @type {any[]} */ nodes) => nodes.every((each) => this.nullable(each, scope));
    switch (kind) {
      case 'ColumnRef':
        return columnIsNullable(value.fields, scope);
      case 'A_Const':
        return value.isnull === true;
      case 'TypeCast':
        return this.nullable(value.arg, scope);
      case 'CollateClause':
        return this.nullable(value.arg, scope);
      case 'CoalesceExpr':
        return all(value.args);
      case 'MinMaxExpr':
        return all(value.args);
      case 'BoolExpr':
        return any(value.args);
      case 'NullTest':
      case 'BooleanTest':
      case 'A_ArrayExpr':
      case 'RowExpr':
      case 'SQLValueFunction':
        return false;
      case 'CaseExpr':
        return (
          !value.defresult ||
          any([value.defresult, ...value.args.map((/** @type {any} */ each) => each.CaseWhen.result)])
        );
      case 'SubLink':
        return this.sublinkIsNullable(value, scope);
      case 'A_Expr':
        return this.operatorIsNullable(value, scope);
      case 'FuncCall':
        return this.callIsNullable(value, scope);
      default:
        return true;
    }
  }

  /** @returns {boolean} */
  sublinkIsNullable(/** @type {any} */ value, /** @type {Scope} */ scope) {
    if (value.subLinkType === 'EXISTS_SUBLINK' || value.subLinkType === 'ARRAY_SUBLINK') return false;
    if (value.subLinkType !== 'EXPR_SUBLINK') return true;
    const { kind, value: select } = nodeOf(value.subselect);
    const alwaysOneRow =
      kind === 'SelectStmt' &&
      !select.groupClause &&
      !select.havingClause &&
      !select.limitOffset &&
      isAggregated(select.targetList?.[0]?.ResTarget.val);
    return !alwaysOneRow || (this.columnsOf(value.subselect, scope, scope.ctes)?.[0]?.[1] ?? true);
  }

  /** @returns {boolean} */
  operatorIsNullable(/** @type {any} */ { kind, name, lexpr, rexpr }, /** @type {Scope} */ scope) {
    if (kind === 'AEXPR_DISTINCT' || kind === 'AEXPR_NOT_DISTINCT') return false;
    if (kind === 'AEXPR_OP' && !faithfulOperators.has(nameOf(name))) return true;
    if (!['AEXPR_OP', 'AEXPR_IN', 'AEXPR_LIKE', 'AEXPR_BETWEEN', 'AEXPR_OP_ANY'].includes(kind)) return true;
    const parts = [lexpr, rexpr].filter(Boolean).flatMap((each) => each.List?.items ?? each);
    return parts.some((each) => this.nullable(each, scope));
  }

  /** @returns {boolean} */
  callIsNullable(/** @type {any} */ call, /** @type {Scope} */ scope) {
    const name = nameOf(call.funcname);
    if (certainFunctions.has(name)) return false;
    if (!faithful.has(name)) return true;
    if (aggregates.has(name) && (!scope.grouped || call.agg_filter || call.over)) return true;
    return (call.args ?? []).some((/** @type {any} */ each) => this.nullable(each, scope));
  }
}

/** @returns {[string, boolean][]} */
const renamed = (/** @type {[string, boolean][]} */ columns, /** @type {any[] | undefined} */ names) =>
  columns.map(([name, nullable], place) => [names?.[place]?.String.sval ?? name, nullable]);

/** The name that PostgreSQL gives to an unnamed column. */
const columnName = (/** @type {string} */ kind, /** @type {any} */ value) => {
  if (kind === 'ColumnRef') return nameOf(value.fields);
  if (kind === 'FuncCall') return nameOf(value.funcname);
  if (kind === 'TypeCast') {
    const inner = nodeOf(value.arg);
    return inner.kind === 'ColumnRef' || inner.kind === 'FuncCall'
      ? columnName(inner.kind, inner.value)
      : nameOf(value.typeName.names);
  }
  return kind === 'CoalesceExpr' ? 'coalesce' : '?column?';
};

const columnIsNullable = (/** @type {any[]} */ fields, /** @type {Scope | null} */ scope) => {
  const name = nameOf(fields);
  const alias = fields.length > 1 ? nodeOf(fields.at(-2)).value.sval : null;
  for (let inside = scope; inside; inside = inside.outer) {
    const found = inside.sources.filter((each) =>
      alias === null ? each.columns?.has(name) !== false : each.alias === alias,
    );
    if (found.length === 0) continue;
    if (inside.certain.has(alias === null ? name : `${alias}.${name}`)) return false;
    return found.length > 1 || (found[0]?.columns?.get(name) ?? true);
  }
  return true;
};

/** Rows that pass a condition have a value in each compared column. This collects those columns. */
const learn = (/** @type {any} */ condition, /** @type {Scope} */ scope) => {
  const { kind, value } = nodeOf(condition);
  if (kind === 'BoolExpr' && value.boolop === 'AND_EXPR') for (const each of value.args) learn(each, scope);
  const columns =
    kind === 'NullTest' && value.nulltesttype === 'IS_NOT_NULL'
      ? [value.arg]
      : kind === 'A_Expr' && ['AEXPR_OP', 'AEXPR_IN', 'AEXPR_OP_ANY', 'AEXPR_BETWEEN'].includes(value.kind)
        ? faithfulOperators.has(nameOf(value.name)) || value.kind !== 'AEXPR_OP'
          ? [value.lexpr, ...(value.kind === 'AEXPR_OP' ? [value.rexpr] : [])]
          : []
        : [];
  for (const column of columns) {
    const found = nodeOf(column);
    if (found.kind !== 'ColumnRef') continue;
    scope.certain.add(
      found.value.fields.map((/** @type {any} */ field) => nodeOf(field).value.sval).join('.'),
    );
  }
};

/** Whether a select without groups has one row because of this. */
const isAggregated = (/** @type {any} */ node) => {
  const { kind, value } = nodeOf(node);
  if (kind === 'FuncCall')
    return nameOf(value.funcname) === 'count' || aggregates.has(nameOf(value.funcname));
  if (kind === 'CoalesceExpr') return value.args.some(isAggregated);
  if (kind === 'TypeCast') return isAggregated(value.arg);
  return false;
};

/**
 * @param {string} text
 * @returns {(string | null)[]} the function that each column is a plain call of
 */
export function calledFunctions(text) {
  const { kind, value } = nodeOf(parseSync(text).stmts?.[0]?.stmt);
  if (kind !== 'SelectStmt') return [];
  return (value.targetList ?? []).map((/** @type {any} */ { ResTarget }) => {
    const target = nodeOf(ResTarget.val);
    return target.kind === 'FuncCall' ? nameOf(target.value.funcname) : null;
  });
}
