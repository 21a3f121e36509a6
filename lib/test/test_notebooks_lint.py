"""Lint of the notebooks, and of the lint."""

import unittest

import nbformat
from nbformat import v4

import linting
from checkout import NOTEBOOKS


class NotebooksLintTest(unittest.TestCase):

    def test_every_link_leads_to_a_heading_that_is_there(self):
        notebooks = {path.stem: nbformat.read(path, as_version=4) for path in NOTEBOOKS}
        for name, notebook in notebooks.items():
            with self.subTest(notebook=name):
                self.assertEqual([], linting.links(notebook, name, notebooks))

    def test_every_notebook_links_the_one_before_and_the_one_after(self):
        notebooks = [nbformat.read(path, as_version=4) for path in NOTEBOOKS]
        ways = ["", *(f"]({path.name})" for path in NOTEBOOKS), ""]
        for before, notebook, after in zip(ways, notebooks, ways[2:]):
            with self.subTest(notebook=notebook.cells[0].source.split("\n")[0]):
                self.assertIn(before, notebook.cells[0].source)
                self.assertIn(after, notebook.cells[0].source)
                self.assertIn(after or "](01-data.ipynb)", notebook.cells[-1].source)

    def test_every_notebook_keeps_every_rule(self):
        for path in NOTEBOOKS:
            notebook = nbformat.read(path, as_version=4)
            nbformat.validate(notebook)
            self.assertGreaterEqual(notebook.nbformat_minor, 5, path.name)
            for rule in linting.RULES:
                with self.subTest(notebook=path.stem, rule=rule.__name__):
                    self.assertEqual([], rule(notebook))


def _code(source, cell_id="a-cell", **more):
    return v4.new_code_cell(source, id=cell_id, **more)


def _text(source, cell_id="a"):
    return v4.new_markdown_cell(source, id=cell_id)


def _broken(rule, *cells, **metadata):
    notebook = v4.new_notebook(metadata=metadata)
    notebook.cells = list(cells)  # unchecked: some break the format itself
    return bool(rule(notebook))


class RulesTest(unittest.TestCase):
    """Each rule finds what it is there for, and leaves the ordinary alone."""

    IMPORTS = {"metadata": {"tags": ["imports"]}}

    def test_imports(self):
        first = _code("import ihct.plots.*;\nimport java.util.List; // names", **self.IMPORTS)
        self.assertFalse(_broken(linting.imports, first, _code('String s = "import a.b;";', "b")))
        self.assertTrue(_broken(linting.imports, first, _code("import a.B;", "b")))
        self.assertTrue(_broken(linting.imports, _code("import a.B;\nint x = 1;", **self.IMPORTS)))
        many = "\n".join(f"import a.B{i};" for i in range(33))
        self.assertTrue(_broken(linting.imports, _code(many, **self.IMPORTS)))

    def test_definitions(self):
        for source in ("class Net {}", "record P(int x) {}", "public static final class A {}",
                       "int f(int x) { return x; }", "List<String> names(Song s)\n{ }",
                       "double[] g() throws IOException {", "static <T> void h(T t) {"):
            self.assertTrue(_broken(linting.definitions, _code(source)), source)
        for source in ("for (int i = 0; i < 3; i++) {", "if (x) {} else if (y) {",
                       "var f = names.stream().map(x -> { return x; });",
                       "int[] a = new int[] {1};", "List<String> a = List.of();",
                       "try (var x = open()) {", "// class Net {}",
                       "var study = Study.open(profile, tree);\nwhile (go()) {",
                       "new Thread(() -> { run(); }).start();", "return f(x);"):
            self.assertFalse(_broken(linting.definitions, _code(source)), source)
        exercise = _code("int f() { return 1; }", metadata={"tags": ["exercise"]})
        self.assertFalse(_broken(linting.definitions, exercise))

    def test_paths_and_network(self):
        self.assertTrue(_broken(linting.absolute_paths, _code('Path.of("/home/me/songs.csv")')))
        self.assertTrue(_broken(linting.absolute_paths, _code('Path.of("C:\\\\songs.csv")')))
        self.assertFalse(_broken(linting.absolute_paths, _code('x / tmp / 2; Path.of("out/a")')))
        self.assertTrue(_broken(linting.network, _code('new URL("x")')))
        self.assertTrue(_broken(linting.network, _code('read("https://example.org")')))
        self.assertFalse(_broken(linting.network, _code("// durable, curious")))
        self.assertTrue(_broken(linting.magics, _code("%maven a:b:1")))

    def test_sizes(self):
        self.assertTrue(_broken(linting.lengths, _code("f();\n" * 25)))
        self.assertFalse(_broken(linting.lengths, _code("f();\n" * 24)))
        self.assertTrue(_broken(linting.widths, _code("f();\n" + "x" * 101)))
        self.assertFalse(_broken(linting.widths, _code("x" * 100 + "\nf();")))

    def test_ends(self):
        for source in ("f();\ndisplay(rows.table());", "display(a,\n        b)  // the rest",
                       'System.out.printf("%d%n", f(() -> 1));'):
            self.assertTrue(_broken(linting.ends, _code(source)), source)
        for source in ("display(a);\nb", "if (x) {\n    display(a);\n}", "System.out.println(a);"):
            self.assertFalse(_broken(linting.ends, _code(source)), source)

    def test_prose(self):
        for text in (r"$\nosuch{A}$", r"$$\frac{A$$", r"\(x\)", r"$x^{2$"):
            self.assertTrue(_broken(linting.formulas, _text(text)), text)
        for text in (r"$T_k^i$ and $$\sum_i x_i$$", "`$1` is 5 $", r"`\(x\)`"):
            self.assertFalse(_broken(linting.formulas, _text(text)), text)

    def test_links(self):
        first = v4.new_notebook(cells=[_text("# One\n\n## The paper's lead\n\n[a](#One)")])
        names = {"01-one": first}
        for link in ("01-one.ipynb", "01-one.ipynb#The-paper's-lead", "#Two", "https://arxiv.org/abs/1"):
            here = v4.new_notebook(cells=[_text(f"## Two\n\nSee [it]({link}), `[no](link)`.")])
            self.assertEqual([], linting.links(here, "02-two", {**names, "02-two": here}), link)
        for link in ("#One", "01-one.html", "01-one.ipynb#Two", "03-three.ipynb", "../lib/doc/data.md"):
            here = v4.new_notebook(cells=[_text(f"## Two\n\nSee [it]({link}).")])
            self.assertEqual(["a: " + link], linting.links(here, "02-two", {**names, "02-two": here}))

    def test_contents(self):
        sections = _text("## By hand\n\n### Less\n\n## Summary", "b")
        hand, summary = "[By hand](#By-hand)", "[Summary](#Summary)"
        for wrong in (f"{summary} · {hand}", hand, f"{hand} · [Summary](#summary)"):
            first = _text(f"# One\n\n**In this notebook:** {wrong}")
            self.assertTrue(_broken(linting.contents, first, sections), wrong)
        first = _text(f"# One\n\n**In this notebook:** {hand} · {summary}")
        self.assertFalse(_broken(linting.contents, first, sections))

    def test_ids_and_tags(self):
        self.assertTrue(_broken(linting.identifiers, _code("1", "9f3a2c1b")))
        self.assertTrue(_broken(linting.identifiers, _code("1"), _code("2")))
        self.assertFalse(_broken(linting.identifiers, _code("1", "six-points-2")))
        self.assertTrue(_broken(linting.known_tags, _code("1", metadata={"tags": ["chek"]})))

    def test_kernel(self):
        java = {"name": "java", "language": "java", "display_name": "Java"}
        self.assertTrue(_broken(linting.kernel, kernelspec={**java, "name": "python3"}))
        self.assertFalse(_broken(linting.kernel, kernelspec=java))

    def test_outputs(self):
        text = v4.new_output("execute_result", {"text/plain": "2"})
        self.assertTrue(_broken(linting.outputs, _code("1 + 1", execution_count=1)))
        self.assertTrue(_broken(linting.outputs, _code("1 + 1", outputs=[text])))
        self.assertFalse(_broken(linting.outputs, _code("1 + 1", outputs=[text], execution_count=1)))
        self.assertFalse(_broken(linting.outputs, _code("int a = 1;", execution_count=1)))
        error = v4.new_output("error", ename="E", evalue="e", traceback=[])
        self.assertTrue(_broken(linting.outputs, _code("a;", outputs=[error], execution_count=1)))

    def test_stray_outputs(self):
        for text in ("ihct.study.Trained@5e9f23b4", "2b1f7c9e-0a1b-4c2d-8e3f-0123456789ab"):
            for output in (v4.new_output("stream", text=text),
                           v4.new_output("execute_result", {"text/plain": text})):
                self.assertTrue(_broken(linting.stray, _code("f", outputs=[output])), text)
        fine = v4.new_output("execute_result", {"text/plain": "me@example.org, 12:5@6, 2026-11-29"})
        self.assertFalse(_broken(linting.stray, _code("f", outputs=[fine])))

    def test_figures(self):
        picture = '<img alt="Genres" src="data:image/svg+xml;base64,PHN2Zy8+">\n'
        whole = {"application/vnd.plotly.v1+json": {}, "text/html": picture, "text/plain": ""}
        def plot(data):
            return _code("f", outputs=[v4.new_output("display_data", data)])
        self.assertFalse(_broken(linting.figures, plot(whole)))
        self.assertTrue(_broken(linting.figures, plot({**whole, "image/svg+xml": ""})))
        self.assertTrue(_broken(linting.figures, plot({**whole, "text/html": "<svg></svg>"})))
        self.assertTrue(_broken(linting.figures, plot({"application/vnd.plotly.v1+json": {}})))
        self.assertTrue(_broken(linting.figures, _code("1")))
