import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { exclusiveEndsRule } from './tools/lint/exclusive-ends.ts';
import { kindsByMap } from './tools/lint/kinds-by-map.ts';

const typeAware = [
  'libs/*/src/**/*.ts',
  'apps/api/src/**/*.ts',
  'test/**/*.ts',
  'lab/**/*.ts',
  'vitest.config.ts',
];
const tests = ['**/*.test.ts', 'test/**/*.ts'];

const silentNetwork = {
  selector: 'Literal[value="networkidle"]',
  message: 'A silent network says nothing about a page: wait for what you need of it.',
};

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/build/',
    '**/.svelte-kit/',
    '**/*.d.ts',
    'apps/portal/src/lib/paraglide/',
    '.cache/',
    '.data/',
    '/screenshots/',
    'lab/reports/',
  ]),

  tseslint.configs.strict,
  {
    files: ['libs/**', 'apps/**'],
    ignores: [
      '**/*.test.ts',
      // Its last branch passes the row to a component that accepts only one kind, so a new kind does not compile.
      'apps/portal/src/lib/facts/shared/conditions/ConditionGroup.svelte',
    ],
    plugins: { regulars: { rules: { 'kinds-by-map': kindsByMap } } },
    rules: { 'regulars/kinds-by-map': 'error' },
  },
  {
    // Where people read dates.
    files: ['apps/portal/src/**', 'apps/api/src/features/*/mails/**', 'apps/api/src/features/mailing/**'],
    ignores: ['**/*.test.ts'],
    plugins: { ends: { rules: { 'exclusive-ends': exclusiveEndsRule } } },
    rules: { 'ends/exclusive-ends': 'error' },
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },

  {
    // Generated: nobody reads it from top to bottom.
    files: ['apps/api/src/**/statements.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: typeAware,
    extends: [tseslint.configs.strictTypeCheckedOnly],
    languageOptions: {
      parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Matters of taste, or rules that misread code between two awaits. None of them finds mistakes.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // Nest reads the types of constructor parameters at run time: an `import type` would erase them.
    files: ['apps/api/src/**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: `ClassDeclaration:has(> Decorator) > ClassBody > MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]`,
          message: 'A class with more than six dependencies does two things: split it where they meet.',
        },
      ],
    },
  },
  {
    // What Nest injects knows no transaction and would take a second connection of the pool.
    files: ['apps/api/src/features/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/typeorm',
              allowImportNames: ['TypeOrmModule'],
              message: 'Use transactions.entities(…): it joins the running transaction.',
            },
            {
              name: 'typeorm',
              importNames: ['DataSource', 'EntityManager', 'QueryRunner'],
              message: 'Use Transactions: it keeps the connection of the running transaction.',
            },
          ],
        },
      ],
    },
  },
  {
    files: tests,
    rules: {
      // Replies of a server under test have an unknown shape. The assertions check it.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo|fails)$/]',
          message: 'A test runs or does not exist: use runIf with a reason, or delete it.',
        },
        silentNetwork,
      ],
    },
  },
  {
    files: ['lab/**/*.mjs'],
    rules: { 'no-restricted-syntax': ['error', silentNetwork] },
  },

  svelte.configs['flat/recommended'],
  {
    files: ['apps/portal/**/*.svelte', 'apps/portal/**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      // svelte-check knows the types. ESLint believes that `$state` variables never change.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // The portal always lives at the root of its origin.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
);
