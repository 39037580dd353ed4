using SkiaSharp;

namespace Monitor.Alerts.Digest.Charts;

/// <summary>A white sheet at twice the size it is shown in. No text is ever drawn on it: a machine without Chinese fonts would draw boxes.</summary>
internal static class ChartCanvas
{
    public static readonly SKColor Rule = SKColor.Parse("#d8dde3");

    public static byte[] Draw(int width, int height, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            draw(canvas);
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public static void Fill(SKCanvas canvas, string colour, float left, float top, float right, float bottom)
    {
        using var paint = new SKPaint { Color = SKColor.Parse(colour), IsAntialias = false };
        canvas.DrawRect(new SKRect(left, top, right, bottom), paint);
    }

    public static void Line(SKCanvas canvas, float left, float y, float right)
    {
        using var paint = new SKPaint { Color = Rule, StrokeWidth = 2 };
        canvas.DrawLine(left, y, right, y, paint);
    }
}
