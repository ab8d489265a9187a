using Microsoft.EntityFrameworkCore;
using Views;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorPages();
builder.Services.AddRazorComponents();
builder.Services.AddDbContext<BookContext>(options => options.UseNpgsql(builder.Configuration.GetConnectionString("Books")));
builder.Services.AddScoped<AuthorNames>();
var app = builder.Build();
app.UseExceptionHandler("/error");
app.MapRazorPages();
app.Run();
