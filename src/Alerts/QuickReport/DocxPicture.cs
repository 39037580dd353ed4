using System.Buffers.Binary;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Monitor.Alerts.QuickReport;

/// <summary>A PNG in a line of its own (ECMA-376 part 1, 20.4.2.8).</summary>
internal static class DocxPicture
{
    private const double EmuPerMillimetre = 36_000;
    private const string PictureUri = "http://schemas.openxmlformats.org/drawingml/2006/picture";

    // A PNG begins with 8 bytes, a chunk's length and its name; width and height follow (RFC 2083, 4.1.1).
    private const int WidthAt = 16;
    private const int HeightAt = 20;

    public static Paragraph Paragraph(MainDocumentPart main, ReportPicture picture)
    {
        var number = (uint)main.ImageParts.Count() + 1;
        var part = main.AddImagePart(ImagePartType.Png, $"picture{number}");
        using (var bytes = new MemoryStream(picture.Png)) part.FeedData(bytes);
        var (wide, high) = (BinaryPrimitives.ReadInt32BigEndian(picture.Png.AsSpan(WidthAt)), BinaryPrimitives.ReadInt32BigEndian(picture.Png.AsSpan(HeightAt)));
        var (cx, cy) = ((long)(picture.Width * EmuPerMillimetre), (long)(picture.Width * EmuPerMillimetre * high / wide));
        var alt = XmlText.Clean(picture.Alt);
        return new Paragraph(new Run(new Drawing(new Wp.Inline(
            new Wp.Extent { Cx = cx, Cy = cy },
            new Wp.DocProperties { Id = number, Name = part.Uri.OriginalString, Description = alt },
            new A.Graphic(new A.GraphicData(new Pic.Picture(
                new Pic.NonVisualPictureProperties(new Pic.NonVisualDrawingProperties { Id = number, Name = part.Uri.OriginalString, Description = alt }, new Pic.NonVisualPictureDrawingProperties()),
                new Pic.BlipFill(new A.Blip { Embed = main.GetIdOfPart(part) }, new A.Stretch(new A.FillRectangle())),
                new Pic.ShapeProperties(
                    new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = cx, Cy = cy }),
                    new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
            { Uri = PictureUri }))
        {
            DistanceFromTop = 0,
            DistanceFromBottom = 0,
            DistanceFromLeft = 0,
            DistanceFromRight = 0,
        })));
    }
}
