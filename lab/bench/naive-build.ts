import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { places } from './paths.ts';

/**
 * Node strips types but does not support decorators, so this compiles the naive design file by file. Resolves to its
 * program.
 */
export const buildNaive = (): string => {
  mkdirSync(places.naiveBuilt, { recursive: true });
  for (const name of readdirSync(places.naive).filter((file) => file.endsWith('.ts'))) {
    const { outputText } = ts.transpileModule(readFileSync(join(places.naive, name), 'utf8'), {
      fileName: name,
      compilerOptions: {
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.ESNext,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        rewriteRelativeImportExtensions: true,
        verbatimModuleSyntax: true,
        useDefineForClassFields: false,
      },
    });
    writeFileSync(join(places.naiveBuilt, name.replace(/\.ts$/, '.js')), outputText);
  }
  return join(places.naiveBuilt, 'main.js');
};
