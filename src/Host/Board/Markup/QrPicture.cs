using QRCoder;

namespace Monitor.Host.Board.Markup;

/// <summary>A QR code as SVG of our own: the package counts the modules, and nothing inline is needed that the page's policy would refuse.</summary>
internal static class QrPicture
{
    public static Html Of(string text, string label)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var (rows, side) = (data.ModuleMatrix, data.ModuleMatrix.Count);
        List<Html> runs = [];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var from = x;
                while (x < side && rows[y][x]) x++;
                if (x > from) runs.Add($"<rect x=\"{from}\" y=\"{y}\" width=\"{x - from}\" height=\"1\"/>");
            }
        }

        return $"<svg viewBox=\"0 0 {side} {side}\" width=\"240\" height=\"240\" role=\"img\" aria-label=\"{label}\" shape-rendering=\"crispEdges\"><rect class=\"paper\" width=\"{side}\" height=\"{side}\"/>{runs}</svg>";
    }
}
