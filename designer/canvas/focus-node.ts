/** Puts the keyboard focus on a card, once it is drawn. */
export function focusNode(id: string): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  });
}
