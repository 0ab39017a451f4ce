"""Makes encoder.model: all-MiniLM-L6-v2, taught with the corpus beside this file.

    python3 learn-encoder.py --weights model.onnx --vocabulary vocab.txt --output encoder.model

It learns with full numbers first and then with weights of four bits, as they are written, so that it learns to do with those. Then
the half of the inner numbers of each layer that counts least is left out, and what is kept learns from the whole, layer by layer, and from the
corpus. Needs PyTorch and onnx; an hour and a half on two cores that reckon with bfloat16, two days on others. Weights and vocabulary are those
of sentence-transformers/all-MiniLM-L6-v2 (Apache License 2.0) as ONNX. One line in ten, and one everyday line in five, is not learned
(EncoderLines.cs): train-signals sets the limits on those, and has to be run afterwards. Sums of floating-point numbers come in another order
on another machine, so the bytes of the file differ from machine to machine; the file says which corpus it was made with.
"""

import argparse
import copy
import hashlib
import pathlib
import random
import re
import struct
import time
import unicodedata

import numpy as np
import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F
from onnx import numpy_helper

WIDTH, HEADS, LAYERS, PLACES, LONGEST = 384, 12, 6, 64, 48
ROUTES = {"none": 0, "amber": 1, "third-party": 2, "red": 3}
PASSES, PASSES_IN_BITS, BATCH, RATE, HEAD_RATE, SMOOTHING, JOINED, MISTYPED = 4, 3, 64, 2e-4, 2e-3, 0.02, 0.15, 0.08
KEPT, KEPT_PASSES, TRIED, SOFTER = 768, 2, 3000, 2  # inner numbers of a layer that are kept; lines that show which; what flattens answers to be learned
EARLY, EARLY_WEIGHT = 2, 0.3  # layers after which it answers a first time, and what that answer weighs
FARTHEST, STEP = 7, 0.335  # whole numbers of four bits, and their distance in standard deviations: loses least of what is spread like errors are
EVERYDAY = 2  # what an everyday line weighs: most of what is written is everyday talk
COMMON = 6000  # pieces up to this number are kept though no line has them
START, END, UNKNOWN = 101, 102, 100


def read_lines(folder):
    lines = []
    for file in sorted(folder.glob("*.tsv")):
        for line in file.read_text(encoding="utf8").split("\n"):
            if line:
                lines.append(tuple(line.split("\t")))
    return lines


def is_left_out(line):
    digest = hashlib.sha256(line[2].strip().lower().encode()).digest()
    return int.from_bytes(digest[:4], "little") % 100 < (20 if line[1] == "everyday" else 10)


def sum_of(lines):
    total = 0
    for line in {"\t".join(line) for line in lines}:
        total ^= int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")
    return total.to_bytes(32, "big")


def pieces_of(text, vocabulary):
    text = unicodedata.normalize("NFD", text.lower())
    text = "".join(c for c in text if unicodedata.category(c) != "Mn").replace("\u2019", "'")
    numbers = [START]
    for word in re.findall(r"[^\W_]+|[^\w\s]|_", text):
        at, found = 0, []
        while at < len(word):
            end = len(word)
            while end > at and ("##" if at else "") + word[at:end] not in vocabulary:
                end -= 1
            if end == at:
                found = [UNKNOWN]
                break
            found.append(vocabulary[("##" if at else "") + word[at:end]])
            at = end
        numbers += found
    return numbers[: LONGEST - 1] + [END]


def linear(weights, bias):
    made = nn.Linear(weights.shape[0], weights.shape[1])
    made.weight.data, made.bias.data = torch.tensor(weights.T.copy()), torch.tensor(bias.copy())
    return made


def norm(tensors, name):
    made = nn.LayerNorm(WIDTH, eps=1e-12)
    made.weight.data, made.bias.data = torch.tensor(tensors[name + ".weight"].copy()), torch.tensor(tensors[name + ".bias"].copy())
    return made


class Layer(nn.Module):
    def __init__(self, tensors, products, number):
        super().__init__()
        of = f"encoder.layer.{number}."
        query, key, value, out, up, down = products[number * 6 : number * 6 + 6]
        self.query = linear(query, tensors[of + "attention.self.query.bias"])
        self.key = linear(key, tensors[of + "attention.self.key.bias"])
        self.value = linear(value, tensors[of + "attention.self.value.bias"])
        self.out = linear(out, tensors[of + "attention.output.dense.bias"])
        self.heard = norm(tensors, of + "attention.output.LayerNorm")
        self.up = linear(up, tensors[of + "intermediate.dense.bias"])
        self.down = linear(down, tensors[of + "output.dense.bias"])
        self.thought = norm(tensors, of + "output.LayerNorm")
        self.drop = nn.Dropout(0.1)

    def forward(self, text, mask):
        batch, length, _ = text.shape
        query, key, value = (of(text).view(batch, length, HEADS, -1).transpose(1, 2) for of in (self.query, self.key, self.value))
        weights = (query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + mask).softmax(-1)
        heard = (weights @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        text = self.heard(text + self.drop(self.out(heard)))
        return self.thought(text + self.drop(self.down(F.gelu(self.up(text)))))


def whole(values):
    """Each row as whole numbers from -7 to 7, and their scales."""
    scales = (values.pow(2).mean(1).sqrt() * STEP).clamp_min(1e-8)
    return (values / scales[:, None]).round().clamp(-FARTHEST, FARTHEST), scales


def squeezed(values):
    numbers, scales = whole(values)
    return numbers * scales[:, None]


class Squeezed:
    """Weights as they are written, while a batch is read; what that teaches changes the full ones."""

    def __init__(self, encoder, is_on):
        self.weights = [part.weight for part in encoder.layers.modules() if isinstance(part, nn.Linear)] if is_on else []

    def __enter__(self):
        self.full = [weight.data for weight in self.weights]
        for weight in self.weights:
            weight.data = squeezed(weight.data)

    def __exit__(self, *_):
        for weight, full in zip(self.weights, self.full):
            weight.data = full


class Encoder(nn.Module):
    def __init__(self, weights, categories):
        super().__init__()
        graph = onnx.load(weights).graph
        tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        products = [tensors[node.input[1]] for node in graph.node if node.op_type == "MatMul" and node.input[1] in tensors]
        self.full_words = torch.tensor(tensors["embeddings.word_embeddings.weight"].copy())
        self.words = nn.Embedding.from_pretrained(squeezed(self.full_words), freeze=True)
        places = tensors["embeddings.position_embeddings.weight"][:PLACES] + tensors["embeddings.token_type_embeddings.weight"][0]
        self.places = nn.Parameter(torch.tensor(places))
        self.norm = norm(tensors, "embeddings.LayerNorm")
        self.layers = nn.ModuleList([Layer(tensors, products, number) for number in range(LAYERS)])
        self.answers = nn.Linear(WIDTH, len(ROUTES) + categories)
        self.early = nn.Linear(WIDTH, len(ROUTES))
        self.drop = nn.Dropout(0.1)

    def forward(self, numbers):
        present = (numbers != 0).float()
        text, after = self.drop(self.norm(self.words(numbers) + self.places[: numbers.shape[1]])), []
        mask = (1 - present)[:, None, None, :] * -1e4

        def mean():
            return (text * present[:, :, None]).sum(1) / present.sum(1, keepdim=True)

        for number, layer in enumerate(self.layers):
            text = layer(text, mask)
            after.append(text)
            if number + 1 == EARLY:
                early = self.early(mean())
        return self.answers(mean()), early, after


def mistyped(text):
    """A letter left out, twice or in the wrong place, one in every forty."""
    letters = list(text)
    for _ in range(1 + len(letters) // 40):
        if len(letters) < 4:
            break
        at, kind = random.randrange(len(letters) - 1), random.random()
        if kind < 0.35:
            del letters[at]
        elif kind < 0.7:
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        else:
            letters.insert(at, letters[at])
    return "".join(letters)


def varied(text, harmless):
    """Now and then mistyped, or with harmless talk before or behind it: a disclosure stays one in the middle of other things."""
    if random.random() < MISTYPED:
        text = mistyped(text)
    if random.random() >= JOINED:
        return text
    other, between = random.choice(harmless)[2], random.choice([". ", " ", ", ", " and ", "\n"])
    return text + between + other if random.random() < 0.5 else other + between + text


def batches(texts):
    """Texts of like length together, in an order that says nothing."""
    order = np.random.permutation(len(texts))
    for start in range(0, len(order), BATCH * 40):
        chunk = sorted(order[start : start + BATCH * 40], key=lambda line: len(texts[line]))
        parts = [chunk[at : at + BATCH] for at in range(0, len(chunk), BATCH)]
        random.shuffle(parts)
        yield from parts


def padded(texts):
    longest = max(len(text) for text in texts)
    return torch.tensor([text + [0] * (longest - len(text)) for text in texts])


def learn(lines, vocabulary, weights, most):
    lines = [line for line in lines if not is_left_out(line)]
    harmless = [line for line in lines if line[0] == "none" and line[1] in ("everyday", "hard-negative") and len(line[2]) < 90]
    random.shuffle(lines)
    lines = lines[:most]
    categories = {category: number for number, category in enumerate(sorted({line[1] for line in lines}))}
    routes = torch.tensor([ROUTES[line[0]] for line in lines])
    kinds = torch.tensor([categories[line[1]] for line in lines])
    weight = torch.tensor([EVERYDAY if line[1] == "everyday" else 1.0 for line in lines])
    encoder = Encoder(weights, len(categories))
    learned = (lines, harmless, vocabulary, (routes, kinds, weight))
    go_through(encoder, learned, False, PASSES)
    go_through(encoder, learned, True, PASSES_IN_BITS)
    narrower = narrowed(encoder.eval(), [pieces_of(line[2], vocabulary) for line in lines[:TRIED]])
    with Squeezed(encoder, True):
        go_through(narrower, learned, True, KEPT_PASSES, encoder)
    return narrower.eval()


def narrowed(encoder, texts):
    """The same with those inner numbers of each layer that count most in some texts: how large they are, and what becomes of them."""
    narrower, sizes = copy.deepcopy(encoder), [0] * LAYERS

    def watch(number):
        def add(_, __, inner):
            sizes[number] = sizes[number] + F.gelu(inner).abs().sum((0, 1))

        return encoder.layers[number].up.register_forward_hook(add)

    watching = [watch(number) for number in range(LAYERS)]
    with torch.no_grad():
        for at in range(0, len(texts), BATCH):
            encoder(padded(texts[at : at + BATCH]))
    for each in watching:
        each.remove()
    for layer, size in zip(narrower.layers, sizes):
        up, down = layer.up, layer.down
        kept = (size * down.weight.data.norm(dim=0)).topk(KEPT).indices.sort().values
        layer.up = linear(up.weight.data[kept].T.numpy(), up.bias.data[kept].numpy())
        layer.down = linear(down.weight.data[:, kept].T.numpy(), down.bias.data.numpy())
    return narrower


def go_through(encoder, learned, in_bits, passes, teacher=None):
    """Where there is a teacher, what it answers is learned, too, and what it makes of each piece, layer by layer."""
    lines, harmless, vocabulary, (routes, kinds, weight) = learned
    head = [*encoder.answers.parameters(), *encoder.early.parameters()]
    body = [parameter for name, parameter in encoder.named_parameters() if parameter.requires_grad and not name.startswith(("answers", "early"))]
    optimizer = torch.optim.AdamW([{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=0.01)
    steps = passes * (len(lines) // BATCH + 60)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, HEAD_RATE], steps, pct_start=0.06)
    encoder.train()
    started, step = time.time(), 0
    for number in range(passes):
        texts, lost = [pieces_of(varied(line[2], harmless), vocabulary) for line in lines], []
        for batch in batches(texts):
            numbers = padded([texts[line] for line in batch])
            with Squeezed(encoder, in_bits):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    answers, early, after = encoder(numbers)
                loss = missed(answers[:, :4], routes[batch]) + 0.5 * missed(answers[:, 4:], kinds[batch])
                if teacher:
                    loss = 0.5 * loss + apart(answers, after, teacher, numbers)
                loss = loss + EARLY_WEIGHT * missed(early, routes[batch])
                loss = (loss * weight[batch]).sum() / weight[batch].sum()
                optimizer.zero_grad()
                loss.backward()
            nn.utils.clip_grad_norm_(body, 1.0)
            optimizer.step()
            step += 1
            if step < steps:
                rate.step()
            lost.append(loss.item())
            if len(lost) % 500 == 0:
                print(f"pass {number + 1}, {len(lost) * BATCH:7} lines  {time.time() - started:5.0f} s  loss {np.mean(lost[-500:]):.3f}", flush=True)


def missed(answers, right):
    return F.cross_entropy(answers.float(), right, label_smoothing=SMOOTHING, reduction="none")


def apart(answers, after, teacher, numbers):
    """How far its answers, and its pieces after each layer, are from the teacher's."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        right, _, wanted = teacher(numbers)
    (answer, other) = ((each[:, :4].float() / SOFTER).log_softmax(1) for each in (answers, right))
    of_answers = F.kl_div(answer, other, reduction="none", log_target=True).sum(1) * SOFTER**2
    present = (numbers != 0).float()
    of_pieces = sum((one.float() - other.float()).pow(2).mean(2) for one, other in zip(after, wanted)) / LAYERS
    return of_answers + 2 * (of_pieces * present).sum(1) / present.sum(1)


def write(encoder, vocabulary, lines, path):
    """Every matrix as half bytes with a scale a row; the order is that in which SentenceEncoder.cs reads."""
    used = {number for line in lines for number in pieces_of(line[2], vocabulary)}

    def is_kept(piece, number):
        if piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]") or number in used:
            return True
        if piece.startswith("["):
            return len(piece) == 1
        return number < COMMON and re.fullmatch(r"(##)?[\x21-\x7e]+|\u00a3", piece) is not None

    kept = [(piece, number) for piece, number in vocabulary.items() if is_kept(piece, number)]
    with open(path, "wb") as file:

        def numbers(*values):
            file.write(struct.pack(f"<{len(values)}i", *values))

        def floats(values):
            file.write(np.asarray(values.detach().numpy() if isinstance(values, torch.Tensor) else values, dtype="<f4").tobytes())

        def matrix(values, in_strips=False):
            # Of 64 numbers, the first 32 are the lower halves of the bytes and the last 32 the upper ones.
            numbers, scales = whole(values.detach())
            if in_strips:  # as ByteProducts.cs reads them: four columns of sixteen rows, then the next four of these
                numbers = numbers.reshape(-1, 16, numbers.shape[1] // 4, 4).transpose(1, 2)
            halves = (numbers.numpy().astype(np.int8) + 8).astype(np.uint8).reshape(-1, 2, 32)
            file.write((halves[:, 0] | halves[:, 1] << 4).tobytes())
            floats(scales)

        def both(layer):
            matrix(layer.weight, in_strips=True)
            floats(layer.bias)

        def stretched(layer):
            floats(layer.weight)
            floats(layer.bias)

        names = "\n".join(piece for piece, _ in kept).encode()
        file.write(b"SXE3" + sum_of(lines))
        numbers(WIDTH, KEPT, HEADS, LAYERS, PLACES, EARLY, len(names))
        file.write(names)
        matrix(encoder.full_words[[number for _, number in kept]])
        floats(encoder.places)
        stretched(encoder.norm)
        for layer in encoder.layers:
            for part in (layer.query, layer.key, layer.value, layer.out):
                both(part)
            stretched(layer.heard)
            both(layer.up)
            both(layer.down)
            stretched(layer.thought)
        for weight, bias in ((encoder.early.weight, encoder.early.bias), (encoder.answers.weight[:4], encoder.answers.bias[:4])):
            floats(weight)
            floats(bias)
        print(f"{len(kept)} pieces, {file.tell()} bytes: {path}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", required=True, help="model.onnx of all-MiniLM-L6-v2")
    options.add_argument("--vocabulary", required=True, help="its vocab.txt")
    options.add_argument("--output", required=True)
    options.add_argument("--most", type=int, help="learn only so many lines, to try it")
    given = options.parse_args()
    for seed in (torch.manual_seed, random.seed, np.random.seed):
        seed(1)
    with open(given.vocabulary, encoding="utf8") as file:
        vocabulary = {piece.rstrip("\n"): number for number, piece in enumerate(file)}
    lines = read_lines(pathlib.Path(__file__).parent.parent / "Corpus")
    write(learn(lines, vocabulary, given.weights, given.most), vocabulary, lines, given.output)


if __name__ == "__main__":
    main()
