import { box, button, call, config, h, leave, loading, Part, passwordBox } from './kit.js';

/** Guide 2-3 to 2-9, and 3-19: three steps in one page, at one address, in English. */
class Wizard extends Part {
  static style = `
header{padding:14px 32px;background:#141c2b;color:#fff;font-weight:600}
main{width:680px;max-width:100%;margin:40px auto;padding:0 24px}
.steps{display:flex;gap:12px;margin-bottom:28px}
.steps span{flex:1;padding-top:8px;border-top:4px solid #e4e8ee;color:#8b939e}
.steps [aria-current]{border-color:#0a58c2;color:#1b1f27;font-weight:600}
.code{display:flex;gap:10px;align-items:center;margin:16px 0}
.code input{width:180px}
.done{text-align:center}`;

  connectedCallback() {
    this.show(this.#top(), h('main', {}, loading()));
    void this.act(async () => this.#draw(await call('GET', '/account')));
  }

  #top() {
    return h('header', {}, config.brand);
  }

  /** @param {any} state */
  #draw(state) {
    if (state.step === 0) {
      leave(`${config.base}/`);
      return;
    }
    const content = state.tooLate ? [h('p', { class: 'toast', role: 'alert' }, state.tooLate)] : this.#step(state);
    const steps = [1, 2, 3].map((each) =>
      h('span', { 'aria-current': each === state.step ? 'step' : undefined }, `Step ${String(each)}.`),
    );
    this.show(this.#top(), h('main', {}, state.step < 4 && h('div', { class: 'steps' }, steps), content));
  }

  /** @param {any} state @returns {any[]} */
  #step(state) {
    const wrong = state.wrong && h('p', { class: 'toast', role: 'alert' }, state.wrong);
    const brand = config.brand;
    const account = h('p', {}, 'Original account: ', h('b', {}, state.account));
    const send = (/** @type {string} */ what, /** @type {() => any} */ fields) => () =>
      this.act(async () => this.#draw(await call('POST', `/account/${what}`, fields())));
    if (state.step === 1) {
      const email = box('New account email:', { type: 'email', autocomplete: 'off' });
      const confirm = box('Confirm email:', { type: 'email', autocomplete: 'off' });
      return [
        h('h1', {}, 'Assign the Primary User Account email address'),
        wrong,
        h(
          'p',
          { class: 'note' },
          `${brand} requires the use of an email address to sign in to the console. Follow the instructions to associate your account with your email address and reset your password.`,
        ),
        h(
          'p',
          {},
          "The email address you specify becomes your business's primary contact email and the account name you must use to sign in to your Trend Micro SaaS offerings.",
        ),
        account,
        email.row,
        confirm.row,
        button(
          'Verify Email',
          send('email', () => ({ email: email.input.value, confirm: confirm.input.value })),
          { class: 'main' },
        ),
      ];
    }
    if (state.step === 2) {
      const code = h('input', {
        type: 'text',
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
        'aria-label': 'Verification code',
      });
      return [
        h('h1', {}, 'Verify Email Address'),
        wrong,
        h('p', {}, 'We have sent a verification code to ', h('b', {}, state.email)),
        h(
          'div',
          { class: 'code' },
          h('b', {}, state.prefix),
          code,
          button(
            'Submit',
            send('code', () => ({ code: code.value })),
            { class: 'main' },
          ),
        ),
        h(
          'p',
          {},
          'If the email did not arrive in your inbox or spam folder, ',
          this.#resend(
            state.secondsUntilResend,
            send('resend', () => ({})),
          ),
          '.',
        ),
      ];
    }
    if (state.step === 3) {
      const password = passwordBox('New password:', { autocomplete: 'new-password' });
      const confirm = passwordBox('Confirm password:', { autocomplete: 'new-password' });
      return [
        h('h1', {}, 'Password Update'),
        wrong,
        h(
          'p',
          {},
          'To ensure the security of your account, verify your current password and specify the new password.',
        ),
        account,
        password.row,
        confirm.row,
        button(
          'Reset Password',
          send('password', () => ({ password: password.input.value, confirm: confirm.input.value })),
          { class: 'main' },
        ),
      ];
    }
    return [
      h(
        'div',
        { class: 'card done', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'done' },
        h('h1', { id: 'done' }, 'Updated password successfully'),
        button('Close', () => leave(`${config.base}/`), { class: 'main' }),
      ),
    ];
  }

  /** Counts the seconds down; the server asks the clock again. @param {number} seconds @param {() => unknown} send */
  #resend(seconds, send) {
    const again = button('', send, { class: 'plain' });
    let left = seconds;
    const tick = () => {
      again.disabled = left > 0;
      again.textContent = `click here to resend${left > 0 ? ` (${String(left)}s)` : ''}`;
      left--;
      if (left >= 0 && (again.isConnected || left === seconds - 1)) setTimeout(tick, 1_000);
    };
    tick();
    return again;
  }
}

customElements.define('app-wizard', Wizard);
