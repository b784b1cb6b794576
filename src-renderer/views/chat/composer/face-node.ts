import type { EditorConfig, LexicalEditor, LexicalNode, NodeKey, SerializedLexicalNode, Spread } from 'lexical';
import { $applyNodeReplacement, DecoratorNode } from 'lexical';
import { face, faceName } from '../../../text/faces.ts';

type SerializedFaceNode = Spread<{ readonly face: number }, SerializedLexicalNode>;

/** A classic face among the text of the editor: one unit for the caret, for selection and for deletion. */
export class FaceNode extends DecoratorNode<null> {
  readonly __face: number;

  static override getType(): string {
    return 'face';
  }

  static override clone(node: FaceNode): FaceNode {
    return new FaceNode(node.__face, node.__key);
  }

  static override importJSON(serialized: SerializedFaceNode): FaceNode {
    return $createFaceNode(serialized.face);
  }

  constructor(id = 14, key?: NodeKey) {
    super(key);
    this.__face = id;
  }

  override exportJSON(): SerializedFaceNode {
    return { ...super.exportJSON(), face: this.__face };
  }

  override createDOM(config: EditorConfig, editor: LexicalEditor): HTMLElement {
    const element = (editor.getRootElement()?.ownerDocument ?? document).createElement('span');
    element.className = config.theme.face ?? '';
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', this.getTextContent());
    element.title = this.getTextContent();
    element.textContent = face(this.__face)?.emoji ?? this.getTextContent();
    return element;
  }

  override updateDOM(): false {
    return false;
  }

  override decorate(): null {
    return null;
  }

  override isInline(): true {
    return true;
  }

  /** The caret steps over it; there is nothing to select inside. */
  override isKeyboardSelectable(): false {
    return false;
  }

  /** What is copied as plain text. */
  override getTextContent(): string {
    return faceName(this.__face, document.documentElement.lang.startsWith('en') ? 'en' : 'zh');
  }

  getFace(): number {
    return this.getLatest().__face;
  }
}

export function $createFaceNode(id: number): FaceNode {
  return $applyNodeReplacement(new FaceNode(id));
}

export function $isFaceNode(node: LexicalNode | null | undefined): node is FaceNode {
  return node instanceof FaceNode;
}
