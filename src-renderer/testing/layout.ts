/**
 * Gives jsdom, which lays nothing out, the little layout that a virtual list asks for: elements with a height in their
 * style have it, all others are 560 pixels high.
 */
export function installLayout(): void {
  const heightOf = (element: Element) =>
    element instanceof HTMLElement ? Number.parseFloat(element.style.blockSize || '560') : 0;
  const childHeight = (element: HTMLElement) => {
    const [child] = element.children;
    return child instanceof HTMLElement && child.style.blockSize ? heightOf(child) : heightOf(element);
  };
  for (const [name, read] of [
    ['offsetHeight', childHeight],
    ['clientHeight', childHeight],
    ['offsetWidth', () => 300],
    ['clientWidth', () => 300],
  ] as const) {
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return read(this);
      },
    });
  }
  Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
    configurable: true,
    get(this: HTMLElement) {
      return this.parentElement;
    },
  });
  window.resizeTo = () => {};
  Element.prototype.scrollTo = function scrollTo(this: Element, to?: ScrollToOptions | number) {
    this.scrollTop = typeof to === 'number' ? to : (to?.top ?? 0);
    this.dispatchEvent(new Event('scroll'));
  };
  globalThis.ResizeObserver = class implements ResizeObserver {
    readonly #heard: ResizeObserverCallback;
    constructor(heard: ResizeObserverCallback) {
      this.#heard = heard;
    }
    observe(target: Element): void {
      const contentRect = { height: childHeight(target as HTMLElement), width: 300 } as DOMRectReadOnly;
      const entry = { target, contentRect } as unknown as ResizeObserverEntry;
      queueMicrotask(() => this.#heard([entry], this));
    }
    unobserve(): void {}
    disconnect(): void {}
  };
}
