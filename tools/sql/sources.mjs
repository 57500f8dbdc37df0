// Lets Node import the TypeScript sources of the API directly, without a build and without type checks.
import { registerHooks } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Resolves our libraries to their sources instead of their builds. */
const condition = '@regulars/source';

const declaring = new URL('../../apps/api/src/platform/database/statement.ts', import.meta.url).href;
const untyped = 'statements:untyped';
const declaresUntyped = `import { statementsOf } from '${declaring}'; export const statement = statementsOf();`;

/** @type {import('typescript').CompilerOptions} */
const compilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
};

registerHooks({
  resolve(specifier, context, next) {
    // `statements.ts` is generated from the statements. It may be missing and is not needed here.
    if (specifier.endsWith('/statements.ts')) return { url: untyped, format: 'module', shortCircuit: true };
    return next(specifier, { ...context, conditions: [...(context.conditions ?? []), condition] });
  },
  load(url, context, next) {
    if (url === untyped) return { format: 'module', source: declaresUntyped, shortCircuit: true };
    if (!url.endsWith('.ts')) return next(url, context);
    const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), 'utf8'), { compilerOptions });
    return { format: 'module', source: outputText, shortCircuit: true };
  },
});
