import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defaultServerConditions, defineConfig, type Plugin } from 'vite';
import { groups } from './chunks.ts';
import { shortTexts } from './short-texts.ts';

// Workspace libraries are read as source, never as a stale build.
const source = '@regulars/source';

/** Texts write numbers as pages do. */
const textFormats: Plugin = {
  name: 'text-formats',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source.endsWith('/registry.js') && importer?.includes('/paraglide/messages/')
      ? fileURLToPath(new URL('src/lib/ui/registry.ts', import.meta.url))
      : undefined,
};

/** Summaries of endpoints are for the documents of the API. Browsers would load them with every page. */
const withoutSummaries: Plugin = {
  name: 'without-summaries',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: {
    filter: { id: /\/libs\/contracts\/src\/endpoints\// },
    handler: (code) =>
      code.replaceAll(/(\bsummary:\s*)(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`)/gu, "$1''"),
  },
};

export default defineConfig({
  plugins: [
    textFormats,
    shortTexts,
    withoutSummaries,
    tailwindcss(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
    }),
    sveltekit({
      adapter: adapter(),
      // The few rules of a component do not pay for a file of their own.
      inlineStyleThreshold: 2048,
      // The offline page is served at every path.
      paths: { relative: false },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self', 'wasm-unsafe-eval'],
          'style-src': ['self'],
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'media-src': ['self', 'blob:'],
          'worker-src': ['self'],
          'manifest-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  environments: {
    client: {
      build: {
        modulePreload: {
          // Lists of what each page loads would be two thirds of the start script, on every page. The first page names its
          // files in its HTML; a later one finds them by their imports. Styles have no import, so they stay.
          resolveDependencies: (_page, files, { hostType }) =>
            hostType === 'html' ? files : files.filter((file) => file.endsWith('.css')),
        },
        rolldownOptions: {
          output: {
            codeSplitting: { groups },
          },
        },
      },
    },
  },
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions], externalConditions: [source] } },
  // light-dark() must stay as written: down-levelled it is resolved at :root, and a dark till inside a light page breaks.
  build: { cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'] },
});
