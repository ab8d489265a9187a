namespace BackendGuardrails.Facts.Hosting;

/// <summary>Does the code serve many, one after the other and at once, or is the program itself the one unit of work?</summary>
internal enum ProgramKind
{
    /// <summary>A web application, a worker, or a library for one of them.</summary>
    Server,

    /// <summary>A library of which that cannot be told.</summary>
    Library,

    /// <summary>A tool that does one thing and ends, or an application on somebody's desk.</summary>
    OneUser,
}

internal static class ProgramKinds
{
    private static readonly string[] Desktops =
    [
        "System.Windows.Application", "System.Windows.Forms.Form", "Microsoft.Maui.Controls.Application", "Microsoft.UI.Xaml.Application", "Avalonia.Application", "Xamarin.Forms.Application",
        "Microsoft.AspNetCore.Components.WebAssembly.Hosting.WebAssemblyHostBuilder",
    ];

    public static ProgramKind Of(Compilation compilation, KnownTypes types)
    {
        if (types.HasAny(Desktops))
            return ProgramKind.OneUser;
        if (types.HasAny("Microsoft.AspNetCore.Http.HttpContext", "Microsoft.Extensions.Hosting.IHostedService"))
            return ProgramKind.Server;
        return compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary ? ProgramKind.Library : ProgramKind.OneUser;
    }
}
