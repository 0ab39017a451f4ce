// The page around Web Chat: starts or resumes the conversation, draws cards, and keeps help and the way out at hand.
'use strict';

(() => {
  const script = document.getElementById('page');
  const nonce = script.nonce;
  const leaveTo = script.dataset.leave;
  const at = (id) => document.getElementById(id);

  // Kept for this tab only: closing it, or leaving, forgets. A shared computer must not remember.
  const memory = {
    key: 'conversation',
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(this.key)) ?? {};
      } catch {
        return {};
      }
    },
    write(value) {
      try {
        sessionStorage.setItem(this.key, JSON.stringify(value));
      } catch {
        // Storage may be switched off: the chat works, only a refresh starts again.
      }
    },
    clear() {
      try {
        sessionStorage.clear();
      } catch {
        // Nothing was kept.
      }
    },
  };

  // ---- The way out -------------------------------------------------------------------------------------------------

  function leave(event) {
    event?.preventDefault();
    leaving = true;
    memory.clear();
    document.body.replaceChildren();
    document.title = '';
    location.replace(leaveTo);
  }

  let leaving = false;
  let escapes = [];

  // Typed or tapped in the chat it is done at once, connected or not.
  const leavesAtOnce = (text) => /^(.* · )?(leave this page|quick exit)[.!]*$/i.test((text ?? '').trim());

  // The chat knows more ways of asking for it. In what was said before this page was opened, they are history.
  let hasSpoken = false;

  function leaveIfAsked(activity) {
    if (hasSpoken && activity.type === 'event' && activity.name === 'leave' && activity.from.role === 'bot') leave();
  }

  function countEscapes(event) {
    if (event.key !== 'Escape') return;
    closeLines();
    escapes = [...escapes, event.timeStamp].slice(-3);
    if (escapes.length === 3 && escapes[2] - escapes[0] < 4000) leave();
  }

  // A page brought back by the browser's back button after leaving must not show the talk again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });

  // ---- Help --------------------------------------------------------------------------------------------------------

  const helpWords = 'I need help now';
  // The bot answers within a moment. When it does not, the numbers are shown without it.
  const helpPatience = 2500;
  let helpTimer = 0;

  function needHelp() {
    clearTimeout(helpTimer);
    if (!store || !online) {
      openLines('The chat can’t connect just now, so a message from here may not arrive.');
      return;
    }
    say(helpWords);
    helpTimer = setTimeout(() => openLines('The chat is slow to answer just now.'), helpPatience);
  }

  function openLines(why) {
    at('lines-why').textContent = `${why} These lines are free, and you don’t have to know what to say.`;
    at('lines').hidden = false;
    at('lines-close').focus();
  }

  function closeLines() {
    if (at('lines').hidden) return;
    at('lines').hidden = true;
    at('help').focus();
  }

  function keepFocusInLines(event) {
    if (event.key !== 'Tab' || at('lines').hidden) return;
    const stops = [...at('lines').querySelectorAll('a, button')];
    const last = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== last) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  }

  // ---- Notices -----------------------------------------------------------------------------------------------------

  function tell(words, { again = false } = {}) {
    at('notice-words').textContent = words;
    at('again').hidden = !again;
    at('notice').hidden = words === '';
  }

  // ---- The conversation --------------------------------------------------------------------------------------------

  const connection = { connecting: 1, online: 2, expired: 3, failed: 4, ended: 5 };
  const notTaken = 'Something is broken on our side and we couldn’t save that. Please try again in a few minutes. If it can’t wait, tap “I need help now”.';
  let line = null;
  let store = null;
  let online = false;

  function say(text) {
    store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { method: 'imBack', text } });
  }

  async function token(known) {
    const answer = await fetch('/api/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(known ? { token: known } : {}),
    });
    if (!answer.ok) throw new Error(`The token was refused with ${answer.status}.`);
    return answer.json();
  }

  async function start() {
    line?.end();
    line = null;
    online = false;
    const known = memory.read();
    let fresh;
    try {
      fresh = await token(known.token);
    } catch {
      tell('We can’t connect just now. Check your signal, then try again.', { again: true });
      at('waiting')?.remove();
      return;
    }
    if (leaving) return;

    const resumes = known.conversationId === fresh.conversationId;
    tell(known.conversationId && !resumes ? 'It’s been a while, so this is a new chat. Nothing is wrong.' : '');
    show(fresh, resumes);
  }

  function show(fresh, resumes) {
    const connecting = WebChat.createDirectLine({
      domain: new URL('/v3/directline', location.href).href,
      token: fresh.token,
      // A page that was refreshed asks for all that was said.
      ...(resumes ? { conversationId: fresh.conversationId, watermark: '0' } : {}),
    });
    line = connecting;
    noticeRefusals(connecting);
    connecting.connectionStatus$.subscribe((status) => {
      if (line === connecting && !leaving) follow(status, fresh);
    });

    store = WebChat.createStore({}, () => (next) => (action) => {
      if (action.type === 'WEB_CHAT/SEND_MESSAGE') {
        hasSpoken = true;
        if (leavesAtOnce(action.payload.text)) leave();
      }
      if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') hear(action.payload.activity);
      return leaving ? undefined : next(action);
    });

    // A new element, as Web Chat keeps the store it was first given.
    const room = document.createElement('div');
    room.className = 'room';
    at('chat').replaceChildren(room);
    WebChat.renderWebChat(
      {
        activityStatusMiddleware,
        attachmentForScreenReaderMiddleware,
        attachmentMiddleware,
        directLine: connecting,
        locale: 'en-GB',
        nonce,
        overrideLocalizedStrings,
        store,
        styleOptions,
        toastMiddleware,
      },
      room,
    );
  }

  function follow(status, fresh) {
    const was = online;
    online = status === connection.online;
    if (online) {
      memory.write({ token: fresh.token, conversationId: fresh.conversationId });
      if (!was && !at('again').hidden || at('notice').dataset.lost) tell('');
      delete at('notice').dataset.lost;
    } else if (status === connection.connecting && was) {
      at('notice').dataset.lost = 'yes';
      tell('Connection lost. We’ll carry on where you were when it’s back.');
    } else if (status === connection.expired) {
      start();
    } else if (status === connection.ended) {
      memory.write({ conversationId: 'ended' });
      start();
    } else if (status === connection.failed) {
      tell('We can’t connect just now. What you said is safe.', { again: true });
    }
  }

  // Web Chat would go on waiting for what the service has not taken, and say so after twenty seconds.
  function noticeRefusals(connecting) {
    const post = connecting.postActivity.bind(connecting);
    connecting.postActivity = (activity) => post(activity).map((answer) => {
      const refused = answer === 'retry';
      if (online && (refused || at('notice').dataset.refused)) tell(refused ? notTaken : '');
      at('notice').dataset.refused = refused ? 'yes' : '';
      if (refused) throw new Error('The message was not taken.');
      return answer;
    });
  }

  function hear(activity) {
    leaveIfAsked(activity);
    if (activity.from.role !== 'bot' || activity.type !== 'message') return;
    clearTimeout(helpTimer);
  }

  // ---- Cards -------------------------------------------------------------------------------------------------------

  // Web Chat brings its own React and does not share it; an element is this plain object (React 16, "react.element").
  const element = (type, props, ...children) => ({
    $$typeof: Symbol.for('react.element'),
    type,
    key: props?.key ?? null,
    ref: null,
    props: { ...props, children: children.length === 1 ? children[0] : children },
    _owner: null,
  });

  const lines = (text) => (text ?? '').split(/\r?\n/).map((words) => words.trim()).filter(Boolean);

  function Card({ card }) {
    return element(
      'article',
      { className: 'card' },
      card.title ? element('h2', { key: 'title', className: 'card-title' }, card.title) : null,
      ...lines(card.subtitle).map((words, index) => element('p', { key: `s${index}`, className: 'card-about' }, words)),
      ...lines(card.text).map((words, index) => element('p', { key: `t${index}`, className: 'card-line' }, words)),
      element('div', { key: 'choices', className: 'card-choices' }, (card.buttons ?? []).map((button, index) => choice(button, index))),
    );
  }

  function choice(button, index) {
    if (button.type === 'openUrl') {
      return /^https:\/\//i.test(button.value)
        ? element('a', { key: index, className: 'card-choice', href: button.value, target: '_blank', rel: 'noopener noreferrer' }, button.title)
        : null;
    }
    const does = button.type === 'downloadFile' ? saveMyData : () => say(String(button.value ?? button.title));
    return element('button', { key: index, type: 'button', className: 'card-choice', onClick: does }, button.title);
  }

  // Asked for with the token of this conversation, so that no link to it is anywhere.
  async function saveMyData() {
    const { token: own, conversationId } = memory.read();
    try {
      const answer = await fetch(`/v3/directline/conversations/${encodeURIComponent(conversationId)}/my-data`, { headers: { Authorization: `Bearer ${own}` } });
      if (!answer.ok) throw new Error(`The file was refused with ${answer.status}.`);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = 'my-data.json';
      link.click();
      URL.revokeObjectURL(link.href);
    } catch {
      tell('We couldn’t get the file. The text in the chat says the same.');
    }
  }

  const isHeroCard = (attachment) => attachment.contentType === 'application/vnd.microsoft.card.hero';

  const attachmentMiddleware = () => (next) => (request) =>
    isHeroCard(request.attachment) ? element(Card, { card: request.attachment.content ?? {} }) : next(request);

  // What a screen reader says when a card arrives; the card itself can then be walked through.
  const attachmentForScreenReaderMiddleware = () => (next) => (request) =>
    isHeroCard(request.attachment)
      ? () => element('p', null, [request.attachment.content?.title, request.attachment.content?.subtitle].filter(Boolean).join('. '))
      : next(request);

  // Times under every message are noise; what could not be sent says so.
  const activityStatusMiddleware = () => (next) => (request) => (request.sendState === 'sent' ? false : next(request));

  // The page says itself when the connection is lost.
  const toastMiddleware = () => (next) => (request) => (request.notification.id === 'connectivitystatus' ? false : next(request));

  // ---- Looks -------------------------------------------------------------------------------------------------------

  const styleOptions = {
    primaryFont: 'inherit',
    monospaceFont: 'inherit',
    fontSizeSmall: '0.8125em',
    rootHeight: '100%',
    rootWidth: '100%',
    backgroundColor: 'transparent',
    accent: 'var(--deep)',
    subtle: 'var(--quiet)',
    paddingRegular: 12,
    paddingWide: 16,
    // A long answer is read from its beginning.
    autoScrollSnapOnPage: true,
    hideUploadButton: true,
    groupTimestamp: 300000,
    timestampColor: 'var(--quiet)',
    bubbleBackground: 'var(--card)',
    bubbleBorderColor: 'var(--edge)',
    bubbleBorderRadius: 18,
    bubbleBorderWidth: 1,
    bubbleTextColor: 'var(--ink)',
    bubbleMaxWidth: 460,
    bubbleMinHeight: 44,
    bubbleMinWidth: 48,
    bubbleFromUserBackground: 'var(--deep)',
    bubbleFromUserBorderColor: 'var(--deep)',
    bubbleFromUserBorderRadius: 18,
    bubbleFromUserTextColor: 'var(--on-deep)',
    suggestedActionLayout: 'flow',
    suggestedActionsFlowMaxHeight: 'min(248px, 38vh)',
    suggestedActionHeight: 44,
    suggestedActionBackgroundColor: 'var(--card)',
    suggestedActionBackgroundColorOnHover: 'var(--soft)',
    suggestedActionBackgroundColorOnActive: 'var(--soft)',
    suggestedActionBackgroundColorOnFocus: 'var(--soft)',
    suggestedActionBorderColor: 'var(--deep)',
    suggestedActionBorderRadius: 22,
    suggestedActionBorderWidth: 1.5,
    suggestedActionTextColor: 'var(--deep)',
    suggestedActionTextColorOnHover: 'var(--deep)',
    suggestedActionTextColorOnActive: 'var(--deep)',
    suggestedActionTextColorOnFocus: 'var(--deep)',
    sendBoxBackground: 'var(--card)',
    sendBoxTextColor: 'var(--ink)',
    sendBoxPlaceholderColor: 'var(--quiet)',
    sendBoxDisabledTextColor: 'var(--quiet)',
    sendBoxButtonColor: 'var(--deep)',
    sendBoxButtonColorOnDisabled: 'var(--quiet)',
    sendBoxButtonColorOnHover: 'var(--deep)',
    sendBoxButtonColorOnFocus: 'var(--deep)',
    sendBoxBorderTop: 'solid 1px var(--edge)',
    sendBoxHeight: 56,
    sendBoxMaxHeight: 140,
    sendBoxTextWrap: true,
    transcriptOverlayButtonBackground: 'var(--deep)',
    transcriptOverlayButtonBackgroundOnHover: 'var(--deep)',
    transcriptOverlayButtonColor: 'var(--on-deep)',
    transcriptOverlayButtonColorOnHover: 'var(--on-deep)',
  };

  const overrideLocalizedStrings = {
    TEXT_INPUT_PLACEHOLDER: 'Type here, your own way',
    TRANSCRIPT_NEW_MESSAGES: 'New messages',
  };

  // ---- Begin -------------------------------------------------------------------------------------------------------

  at('help').addEventListener('click', needHelp);
  at('leave').addEventListener('click', leave);
  at('again').addEventListener('click', start);
  at('lines-close').addEventListener('click', closeLines);
  at('lines').addEventListener('click', (event) => event.target === at('lines') && closeLines());
  window.addEventListener('keydown', countEscapes, true);
  window.addEventListener('keydown', keepFocusInLines);
  start();
})();
