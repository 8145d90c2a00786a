import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules', 'cdk.out', '.local', 'coverage'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js', 'bin/visionlift.js'] } },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Emulated endpoints and scripted hands fulfil asynchronous promises without awaiting.
      '@typescript-eslint/require-await': 'off',
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
    files: ['test/**'],
    rules: {
      // Vitest hands fixtures over by destructuring, whatever they are.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  prettier,
);
