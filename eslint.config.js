import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Since zod 4.4 a key of such a schema may not be left out of an object, though its value may be `undefined`. */
const TAKES_UNDEFINED = "[callee.object.name='z'][callee.property.name=/^(unknown|any|custom)$/]";
const LEFT_OUT =
  'Write z.optional(...) or .optional(): without it an object that lacks this key does not parse, and only one with an explicit undefined does.';

export default tseslint.config(
  // The findings have dependencies of their own, and no types.
  { ignores: ['node_modules', 'cdk.out', '.local', 'coverage', 'findings'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js', 'bin/visionlift.js'] } },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Emulated endpoints and scripted hands fulfil asynchronous promises without awaiting.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: `Property > CallExpression.value${TAKES_UNDEFINED}`, message: LEFT_OUT },
        {
          selector:
            'Property > CallExpression.value:not([callee.property.name=/^(optional|nullish|default|prefault|catch)$/])' +
            ` > MemberExpression.callee > CallExpression.object${TAKES_UNDEFINED}`,
          message: LEFT_OUT,
        },
        {
          selector: `Property > CallExpression.value[callee.property.name='pipe'] > CallExpression.arguments${TAKES_UNDEFINED}`,
          message: LEFT_OUT,
        },
        {
          selector: "CallExpression[callee.object.name='z'][callee.property.name=/^(undefined|void)$/]",
          message: LEFT_OUT,
        },
      ],
    },
  },
  {
    files: ['lambdas/**'],
    ignores: ['lambdas/domain/zod.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'zod', message: 'Import lambdas/domain/zod.ts: a cold start loads 90 kB less.' }] },
      ],
    },
  },
  {
    // What runs in the simulated consoles' pages: plain JavaScript, whose types `npm run typecheck` looks at.
    files: ['local/simulated-consoles/consoles/modern/app/*.js'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['test/**'],
    rules: {
      // Vitest hands fixtures over by destructuring, whatever they are.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  prettier,
);
