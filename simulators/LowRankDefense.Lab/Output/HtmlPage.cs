using System.Net;
using System.Text;

namespace LowRankDefense.Lab.Output;

/// <summary>A web page: one file that needs nothing else.</summary>
internal sealed class HtmlPage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:1340px;margin:2rem auto;padding:0 1rem;color:#222}"
        + "h1,h2{font-weight:600}table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;padding:.3rem .8rem;text-align:left;vertical-align:top}"
        + ".plots{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}figcaption{max-width:640px}svg{max-width:100%;height:auto}"
        + ".ok{color:#0072B2}.no{color:#D55E00}.wide{overflow-x:auto}"
        // Plots are drawn on white, and stay on it.
        + "@media(prefers-color-scheme:dark){body{background:#181818;color:#ddd}td,th{border-color:#444}svg{background:#fff}"
        + ".ok{color:#56B4E9}.no{color:#E69F00}}";

    private readonly StringBuilder page = new();

    /// <summary>A page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="heading">Its first line.</param>
    public HtmlPage(string title, string heading) =>
        page.Append(
            $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{Text(title)}</title><style>{Style}</style></head><body>\n"
                + $"<h1>{Text(heading)}</h1>\n"
        );

    /// <summary>Adds a heading.</summary>
    public HtmlPage Heading(string text)
    {
        page.Append($"<h2>{Text(text)}</h2>\n");
        return this;
    }

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="isGood">Whether that is good news; null where it is neither.</param>
    public HtmlPage Paragraph(string text, bool? isGood = null)
    {
        var look = isGood is { } good ? $" class=\"{(good ? "ok" : "no")}\"" : "";
        page.Append($"<p{look}>{Text(text)}</p>\n");
        return this;
    }

    /// <summary>Adds plots, beside one another as far as there is room.</summary>
    /// <param name="plots">SVG and caption of each.</param>
    public HtmlPage Plots(params (string Svg, string Caption)[] plots)
    {
        page.Append("<div class=\"plots\">\n");
        foreach (var (svg, caption) in plots)
        {
            // A declaration may stand at the beginning of a file only.
            page.Append("<figure>")
                .Append(svg.AsSpan(svg.IndexOf("<svg", StringComparison.Ordinal)))
                .Append($"<figcaption>{Text(caption)}</figcaption></figure>\n");
        }

        page.Append("</div>\n");
        return this;
    }

    /// <summary>Adds a table.</summary>
    /// <param name="head">Names of the columns.</param>
    /// <param name="rows">Cells, as HTML.</param>
    public HtmlPage Table(string[] head, IEnumerable<string[]> rows)
    {
        page.Append($"<div class=\"wide\"><table><tr>{string.Concat(head.Select(h => $"<th>{Text(h)}</th>"))}</tr>\n")
            .Append(string.Concat(rows.Select(r => $"<tr>{string.Concat(r.Select(cell => $"<td>{cell}</td>"))}</tr>\n")))
            .Append("</table></div>\n");
        return this;
    }

    /// <summary>Adds the figures of a result.</summary>
    public HtmlPage Figures(IEnumerable<Figure> figures) =>
        Heading("Figures").Table(["figure", "value", "what it is"], figures.Select(f => new[] { Text(f.Name), Text(f.Text), Text(f.Definition) }));

    /// <summary>A text as HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Writes the page.</summary>
    /// <param name="file">Where to; its folder is made where it is missing.</param>
    public void Write(FileInfo file)
    {
        Directory.CreateDirectory(file.DirectoryName!);
        File.WriteAllText(file.FullName, $"{page}</body></html>\n");
    }
}
